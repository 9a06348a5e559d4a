package org.meitheal.lab.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One lab at a time has a state folder. The operating system's lock on a file beside it is what
 * holds, so the lock of a killed lab is none; the lock file itself holds the pid, for people.
 *
 * <p>They are two files because the lock file goes when the lab does, and because a process loses
 * the operating system's lock as soon as it closes the locked file anywhere, be it after reading
 * it.
 */
public final class LabLock implements AutoCloseable {
  /** Of this process, which must not even open a guard that it holds: see above. */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel guard;

  private LabLock(Path file, FileChannel guard) {
    this.file = file;
    this.guard = guard;
  }

  /**
   * Takes the lock.
   *
   * @throws LabRunningException if another lab has it
   */
  public static LabLock take(Path file) throws IOException {
    if (!HELD.add(file)) {
      throw new LabRunningException(holder(file));
    }
    try {
      return new LabLock(file, lockedGuard(file));
    } catch (IOException | RuntimeException failed) {
      HELD.remove(file);
      throw failed;
    }
  }

  private static FileChannel lockedGuard(Path file) throws IOException {
    FileChannel guard =
        FileChannel.open(guardOf(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (guard.tryLock() == null) {
        throw new LabRunningException(holder(file));
      }
      Files.writeString(file, Long.toString(ProcessHandle.current().pid()));
      return guard;
    } catch (IOException | RuntimeException failed) {
      guard.close();
      throw failed;
    }
  }

  /** The file that the operating system locks; it stays. */
  public static Path guardOf(Path file) {
    return file.resolveSibling("." + file.getFileName() + "-guard");
  }

  /** The pid in the lock file; empty if there is none. */
  private static String holder(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException none) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    guard.close();
    HELD.remove(file);
  }
}
