package org.meitheal.lab.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Secrets are made at random where they are first needed, and kept in files of their owner alone.
 */
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 9;

  private Secrets() {}

  /** The secret in the file; made now if there is none. */
  public static String readOrMake(Path file, Supplier<String> make) throws IOException {
    if (!Files.exists(file)) {
      write(file, make.get());
    }
    return Files.readString(file).strip();
  }

  /** Writes a file that only its owner may read. It appears whole or not at all. */
  public static void write(Path file, String content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(unfinished, content + "\n");
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** An API key: {@code mk_<id>_<secret>}. */
  public static String apiKey() {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return "mk_" + java.util.HexFormat.of().formatHex(id) + "_" + random();
  }

  /** 32 random bytes, base64url. */
  public static String random() {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}
