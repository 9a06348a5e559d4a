package org.meitheal.worker.enrolment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.Ed25519;
import org.meitheal.protocol.json.ProtocolJson;
import tools.jackson.core.JacksonException;

/**
 * The identity on disk, readable by its owner only. The key pair is written before the device
 * enrols, so that an enrolment whose answer was lost is repeated with the same key and gets the
 * same device.
 */
final class IdentityStore {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;
  private final Path keyFile;
  private final Path identityFile;

  IdentityStore(Path folder) {
    this.folder = folder;
    this.keyFile = folder.resolve("device-key.json");
    this.identityFile = folder.resolve("identity.json");
  }

  private record StoredKey(String publicKey, String privateKey) {}

  /** The public half of this device's key, base64url; the pair is made when there is none. */
  String publicKey() {
    StoredKey stored = read(keyFile, StoredKey.class);
    if (stored == null) {
      KeyPair pair = Ed25519.generate();
      stored =
          new StoredKey(Ed25519.encode(pair.getPublic()), Ed25519.encodePrivate(pair.getPrivate()));
      write(keyFile, stored);
    }
    return stored.publicKey();
  }

  /** None before the first enrolment. */
  @Nullable DeviceIdentity identity() {
    return read(identityFile, DeviceIdentity.class);
  }

  void save(DeviceIdentity identity) {
    write(identityFile, identity);
  }

  private static <T> @Nullable T read(Path file, Class<T> type) {
    try {
      return Files.exists(file)
          ? ProtocolJson.MAPPER.readValue(Files.readAllBytes(file), type)
          : null;
    } catch (IOException | JacksonException unreadable) {
      throw new IllegalStateException(
          file + " is unreadable; remove it to enrol this device anew", unreadable);
    }
  }

  /** At once or not at all: a kill half way leaves the old file. */
  private void write(Path file, Object content) {
    try {
      Files.createDirectories(folder, OWNER_ONLY_FOLDER);
      Path fresh = Files.createTempFile(folder, ".", ".new", OWNER_ONLY_FILE);
      Files.write(fresh, ProtocolJson.MAPPER.writeValueAsBytes(content));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + file, unwritable);
    }
  }
}
