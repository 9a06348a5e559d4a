package org.meitheal.dashboard.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** This service's own key: read at the start, and again whenever it is needed, so it can change. */
final class KeyFile implements Supplier<String> {
  private final Path path;
  private volatile String last;

  /** Fails the start where there is no key. */
  KeyFile(Path path) {
    this.path = path;
    try {
      this.last = Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException("The key file cannot be read: " + path, e);
    }
  }

  /** The last key that could be read, should the file be gone for a moment. */
  @Override
  public String get() {
    try {
      last = Files.readString(path);
    } catch (IOException keepsTheLast) {
      return last;
    }
    return last;
  }
}
