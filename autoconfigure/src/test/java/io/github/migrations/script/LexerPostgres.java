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

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL, spoken to without a driver: drivers cut what they are given into
 * statements themselves. The extended protocol refuses a text that holds more than one
 * (PostgreSQL documentation, 55.2.3).
 */
final class LexerPostgres implements Closeable {

	private final EmbeddedPostgres server;

	LexerPostgres() {
		try {
			this.server = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(1)).start();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	int port() {
		return this.server.getPort();
	}

	Session open() throws IOException {
		return new Session(this.server.getPort());
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	/**
	 * One session of the server.
	 */
	static final class Session implements Closeable {

		private final Socket socket;

		private final DataInputStream in;

		private final DataOutputStream out;

		Session(int port) throws IOException {
			this.socket = new Socket("localhost", port);
			this.in = new DataInputStream(new BufferedInputStream(this.socket.getInputStream()));
			this.out = new DataOutputStream(new BufferedOutputStream(this.socket.getOutputStream()));
			byte[] startup = text("user", "postgres", "database", "postgres", "client_encoding", "UTF8", "");
			this.out.writeInt(8 + startup.length);
			this.out.writeInt(3 << 16);
			this.out.write(startup);
			this.out.flush();
			String error = untilReady("");
			if (error != null) {
				throw new IOException(error);
			}
		}

		/** Runs one statement; returns the server's error, or {@code null}. */
		@Nullable String run(String statement, String copyData) throws IOException {
			send('P', text("", statement), new byte[2]);
			send('B', text("", ""), new byte[6]);
			send('E', text(""), new byte[4]);
			send('S');
			this.out.flush();
			return untilReady(copyData);
		}

		private @Nullable String untilReady(String copyData) throws IOException {
			String error = null;
			while (true) {
				int type = this.in.readUnsignedByte();
				byte[] body = new byte[this.in.readInt() - 4];
				this.in.readFully(body);
				switch (type) {
					case 'E' -> error = new String(body, StandardCharsets.UTF_8).replace('\0', ' ');
					case 'G' -> {
						send('d', copyData.getBytes(StandardCharsets.UTF_8));
						send('c');
						// the Sync sent before was spent on the copy
						send('S');
						this.out.flush();
					}
					case 'Z' -> {
						return error;
					}
					default -> {
					}
				}
			}
		}

		private void send(char type, byte[]... parts) throws IOException {
			int length = 4;
			for (byte[] part : parts) {
				length += part.length;
			}
			this.out.writeByte(type);
			this.out.writeInt(length);
			for (byte[] part : parts) {
				this.out.write(part);
			}
		}

		private static byte[] text(String... texts) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			for (String text : texts) {
				bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
				bytes.write(0);
			}
			return bytes.toByteArray();
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
