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

package io.github.migrations.tenant;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Turns the names of tenants into names of files and back. Different names give different
 * files on every file system, also where it does not tell cases apart; no name leads
 * outside its folder. Lower-case letters, digits, {@code -} and {@code _} stay as they
 * are, every other byte of the name in UTF-8 becomes {@code =} and two hexadecimal
 * digits.
 */
public final class TenantName {

	/** Leaves room for what stands around the name, where file names end at 255 bytes. */
	private static final int MAX_LENGTH = 200;

	private static final char ESCAPE = '=';

	private static final HexFormat HEX = HexFormat.of();

	private static final boolean WINDOWS = File.separatorChar == '\\';

	/** Names of devices on Windows, with any extension. */
	private static final Set<String> RESERVED = Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "com4",
			"com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8",
			"lpt9");

	private TenantName() {
	}

	/**
	 * Makes the name of a file.
	 * @param tenant the name of the tenant
	 * @return the name of its file, without an extension
	 * @throws TenantException if there can be no such tenant
	 */
	static String encode(String tenant) throws TenantException {
		return encode(tenant, "file", MAX_LENGTH);
	}

	/**
	 * Makes a name.
	 * @param tenant the name of the tenant
	 * @param what what is named, for people
	 * @param room the longest name
	 * @return the name, of ASCII characters
	 * @throws TenantException if there can be no such tenant
	 */
	static String encode(String tenant, String what, int room) throws TenantException {
		if (tenant.isEmpty()) {
			throw new UnknownTenantException("The name of a tenant must not be empty.");
		}
		StringBuilder name = new StringBuilder(tenant.length());
		byte[] bytes = bytes(tenant);
		boolean reserved = WINDOWS && RESERVED.contains(tenant);
		for (int i = 0; i < bytes.length; i++) {
			if (isPlain(bytes[i]) && !(reserved && i == 0)) {
				name.append((char) bytes[i]);
			}
			else {
				name.append(ESCAPE).append(HEX.toHexDigits(bytes[i]));
			}
		}
		if (name.length() > room) {
			throw new UnknownTenantException(
					"The name of a tenant is too long for the name of a %s: '%s…' gives %d characters, and there is room for %d."
						.formatted(what, shown(tenant), name.length(), room));
		}
		return name.toString();
	}

	private static byte[] bytes(String tenant) throws TenantException {
		try {
			ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(tenant));
			byte[] array = new byte[bytes.remaining()];
			bytes.get(array);
			return array;
		}
		catch (CharacterCodingException ex) {
			throw new UnknownTenantException(
					"The name of a tenant is not well-formed text: '%s'.".formatted(shown(tenant)));
		}
	}

	private static boolean isPlain(byte one) {
		return (one >= 'a' && one <= 'z') || (one >= '0' && one <= '9') || one == '-' || one == '_';
	}

	/**
	 * Reads the name of a file.
	 * @param name the name of a file, without an extension
	 * @return the name of the tenant, or {@code null} if no tenant has this file
	 */
	static @Nullable String decode(String name) {
		byte[] bytes = new byte[name.length()];
		int length = 0;
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c == ESCAPE) {
				if (i + 2 >= name.length() || !HexFormat.isHexDigit(name.charAt(i + 1))
						|| !HexFormat.isHexDigit(name.charAt(i + 2))) {
					return null;
				}
				bytes[length++] = (byte) HexFormat.fromHexDigits(name, i + 1, i + 3);
				i += 2;
			}
			else if (c < 128 && isPlain((byte) c)) {
				bytes[length++] = (byte) c;
			}
			else {
				return null;
			}
		}
		return canonical(name, new String(bytes, 0, length, StandardCharsets.UTF_8));
	}

	/**
	 * A name that could have been written in another way belongs to nobody.
	 */
	private static @Nullable String canonical(String name, String tenant) {
		try {
			return (encode(tenant).equals(name)) ? tenant : null;
		}
		catch (TenantException ex) {
			return null;
		}
	}

	/**
	 * Makes a name fit to be shown: it may come from anybody.
	 * @param tenant the name of a tenant
	 * @return its beginning, without control characters
	 */
	public static String shown(String tenant) {
		String start = (tenant.length() > 50) ? tenant.substring(0, 50) : tenant;
		for (int i = 0; i < start.length(); i++) {
			if (Character.isISOControl(start.charAt(i))) {
				return start.replaceAll("\\p{Cntrl}", "?");
			}
		}
		return start;
	}

}
