package org.meitheal.scheduler.input;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was read of one body so far. Once the store has no more room, it keeps nothing at all. */
final class KeptBytes {
  private final InputStore store;
  private final List<byte[]> chunks = new ArrayList<>();
  private long inMemory;
  private long inFile;
  private int lastChunkFilled;
  private @Nullable SpillFile file;
  private boolean whole = true;

  KeptBytes(InputStore store) {
    this.store = store;
  }

  boolean isWhole() {
    return whole;
  }

  void add(byte[] bytes, int count) {
    if (!whole || count == 0) {
      return;
    }
    if (file == null && store.takeMemory(inMemory, count)) {
      append(bytes, count);
      inMemory += count;
    } else if (store.takeFile(inFile, count) && spill(bytes, count)) {
      inFile += count;
    } else {
      whole = false;
      release();
    }
  }

  /** Only of bytes that are kept in memory. */
  byte[] first(int count) throws IOException {
    try (InputStream in = open()) {
      return in.readNBytes(count);
    }
  }

  InputStream open() throws IOException {
    if (!whole) {
      throw new IOException("the body was not kept");
    }
    List<InputStream> parts = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      parts.add(new ByteArrayInputStream(chunks.get(i), 0, filled(i)));
    }
    if (file != null) {
      parts.add(file.open());
    }
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  void writeTo(OutputStream out) throws IOException {
    for (int i = 0; i < chunks.size(); i++) {
      out.write(chunks.get(i), 0, filled(i));
    }
    if (file != null) {
      try (InputStream rest = file.open()) {
        rest.transferTo(out);
      }
    }
  }

  void close() {
    release();
    whole = false;
  }

  private int filled(int chunk) {
    return chunk == chunks.size() - 1 ? lastChunkFilled : InputStore.CHUNK;
  }

  private void append(byte[] bytes, int count) {
    int taken = 0;
    while (taken < count) {
      if (chunks.isEmpty() || lastChunkFilled == InputStore.CHUNK) {
        chunks.add(store.chunk());
        lastChunkFilled = 0;
      }
      int part = Math.min(count - taken, InputStore.CHUNK - lastChunkFilled);
      System.arraycopy(bytes, taken, chunks.getLast(), lastChunkFilled, part);
      lastChunkFilled += part;
      taken += part;
    }
  }

  private boolean spill(byte[] bytes, int count) {
    try {
      if (file == null) {
        file = SpillFile.create();
      }
      file.append(bytes, count);
      return true;
    } catch (IOException diskFull) {
      store.giveBackFile(count);
      return false;
    }
  }

  private void release() {
    chunks.forEach(store::recycle);
    chunks.clear();
    store.giveBackMemory(inMemory);
    store.giveBackFile(inFile);
    inMemory = 0;
    inFile = 0;
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
