package org.meitheal.worker.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A source in memory, which a test lets fail. */
class FakeSource implements BundleSource {
  final List<Long> offsets = new ArrayList<>();
  long breaksFrom = Long.MAX_VALUE;
  boolean wrong;
  boolean away;
  private final String name;
  private final Map<String, byte[]> contents;

  FakeSource(String name, Map<String, byte[]> contents) {
    this.name = name;
    this.contents = contents;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] manifest(String sha256) throws SourceException {
    return content(sha256);
  }

  @Override
  public Piece read(String bundle, String file, long from, int atMost) throws SourceException {
    byte[] all = content(file);
    if (from >= breaksFrom) {
      throw new SourceException(SourceException.Kind.PASSING, "it broke off");
    }
    offsets.add(from);
    byte[] piece = Arrays.copyOfRange(all, (int) from, (int) Math.min(all.length, from + atMost));
    if (wrong) {
      piece[0]++;
    }
    return new Piece(piece, all.length);
  }

  private byte[] content(String sha256) throws SourceException {
    if (away) {
      throw new SourceException(SourceException.Kind.PASSING, "it is away");
    }
    byte[] content = contents.get(sha256);
    if (content == null) {
      throw new SourceException(SourceException.Kind.ABSENT, "unknown");
    }
    return content;
  }
}
