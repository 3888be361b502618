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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for a byte eight bytes at a time: every byte of every file passes here.
 */
final class Bytes {

	private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

	private static final long EACH = 0x0101010101010101L;

	private static final long LOW_BITS = 0x7F7F7F7F7F7F7F7FL;

	private Bytes() {
	}

	/**
	 * Counts a byte in a part of an array.
	 */
	static int count(byte one, byte[] bytes, int from, int to) {
		long pattern = EACH * (one & 0xFF);
		int found = 0;
		int at = from;
		for (; at + Long.BYTES <= to; at += Long.BYTES) {
			long different = (long) LONGS.get(bytes, at) ^ pattern;
			// the highest bit of each byte that is different
			long marks = ((different & LOW_BITS) + LOW_BITS) | different;
			found += Long.bitCount(~(marks | LOW_BITS));
		}
		for (; at < to; at++) {
			found += (bytes[at] == one) ? 1 : 0;
		}
		return found;
	}

}
