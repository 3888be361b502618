/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.migrations.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the characters of a script: UTF-8, with or without a byte-order mark, strictly. A
 * malformed byte is an error with its place, never a replacement character, because a
 * replacement character would be written into somebody's rows.
 */
final class ScriptReader extends Reader {

	private static final int BUFFER_SIZE = 32 * 1024;

	private final InputStream in;

	private final Checksum checksum = new Checksum();

	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
		.onMalformedInput(CodingErrorAction.REPORT)
		.onUnmappableCharacter(CodingErrorAction.REPORT);

	private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_SIZE).flip();

	private long consumed;

	private int line = 1;

	private char pending;

	private boolean started;

	private boolean ended;

	ScriptReader(InputStream in) {
		this.in = in;
	}

	/**
	 * Returns the checksum of what has been read, which is the file's at its end.
	 * @return the checksum with its algorithm
	 */
	String checksum() {
		return this.checksum.value();
	}

	@Override
	public int read(char[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		if (this.pending != 0) {
			target[offset] = this.pending;
			this.pending = 0;
			return 1;
		}
		return decode(CharBuffer.wrap(target, offset, length).slice());
	}

	private int decode(CharBuffer chars) throws IOException {
		while (true) {
			int from = this.bytes.position();
			CoderResult result = this.decoder.decode(this.bytes, chars, this.ended);
			consume(from, this.bytes.position());
			if (result.isError()) {
				throw malformed();
			}
			if (chars.position() > 0) {
				return chars.position();
			}
			if (result.isOverflow()) {
				return decodePair(chars);
			}
			if (this.ended) {
				return -1;
			}
			fill();
		}
	}

	/**
	 * A pair of surrogates where there is room for the first one only.
	 */
	private int decodePair(CharBuffer chars) throws IOException {
		CharBuffer pair = CharBuffer.allocate(2);
		decode(pair);
		chars.put(pair.get(0));
		this.pending = pair.get(1);
		return 1;
	}

	private void fill() throws IOException {
		this.bytes.compact();
		int from = this.bytes.position();
		int count = this.in.readNBytes(this.bytes.array(), from, this.bytes.remaining());
		this.ended = count < this.bytes.remaining();
		this.bytes.limit(from + count).position(0);
		if (!this.started) {
			this.started = true;
			skipByteOrderMark();
			from = this.bytes.position();
		}
		this.checksum.update(this.bytes.array(), from, this.bytes.limit());
	}

	private void skipByteOrderMark() {
		if (this.bytes.remaining() >= 3 && this.bytes.get(0) == (byte) 0xEF && this.bytes.get(1) == (byte) 0xBB
				&& this.bytes.get(2) == (byte) 0xBF) {
			this.bytes.position(3);
			this.consumed = 3;
		}
	}

	private void consume(int from, int to) {
		this.consumed += to - from;
		this.line += Bytes.count((byte) '\n', this.bytes.array(), from, to);
	}

	private ScriptException malformed() {
		return new ScriptException("byte %d (0x%02X) is not UTF-8. Save the file as UTF-8".formatted(this.consumed + 1,
				this.bytes.get(this.bytes.position())), null, this.line);
	}

	@Override
	public void close() throws IOException {
		this.in.close();
	}

}
