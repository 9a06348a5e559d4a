package org.meitheal.worker.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import org.meitheal.protocol.model.Bundle;
import org.meitheal.protocol.model.BundleListing.PinnedFile;
import org.meitheal.protocol.model.Sha256;
import org.meitheal.worker.bundle.BundleSource.Piece;

/**
 * One file of a bundle, piece by piece, from whoever has it. What is on disk already stays there
 * when a source breaks off, and the next one continues behind it.
 */
final class FileFetch {
  private static final int PIECE_BYTES = 1 << 20;

  private final String bundle;
  private final PinnedFile file;
  private final Path done;
  private final Path part;
  private final Sources sources;
  private final TimeLimit time;

  /** Of the bytes on disk now. */
  private final Set<BundleSource> writers = new LinkedHashSet<>();

  /** Whether some of them come from an earlier fetch. */
  private boolean continued;

  FileFetch(String bundle, PinnedFile file, Path folder, Sources sources, TimeLimit time) {
    this.bundle = bundle;
    this.file = file;
    this.done = folder.resolve(file.name());
    this.part =
        folder.resolve("." + file.name() + ".part"); // no file of a bundle begins with a dot
    this.sources = sources;
    this.time = time;
  }

  /** Returns when the file is there, and right. */
  void run() throws BundleFetchException, IOException, InterruptedException {
    if (Files.exists(done) && isRight(done)) {
      return;
    }
    prepare();
    complete();
    while (!isRight(part)) {
      Files.delete(part);
      blame();
      complete();
    }
    Files.move(part, done, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sources.delivered();
  }

  private boolean isRight(Path path) throws IOException {
    return Sha256.of(path).equals(file.sha256());
  }

  /** Of a file of unknown size one cannot know how much is missing: such are small. */
  private void prepare() throws IOException {
    Long bytes = file.bytes();
    if (bytes == null || (Files.exists(part) && Files.size(part) > bytes)) {
      Files.deleteIfExists(part);
    }
    continued = Files.exists(part);
  }

  private void complete() throws BundleFetchException, IOException, InterruptedException {
    try (FileChannel out =
        FileChannel.open(
            part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      while (isMissingBytes(out.size())) {
        time.check();
        append(out);
      }
      out.force(true);
    }
  }

  private boolean isMissingBytes(long have) {
    Long bytes = file.bytes();
    return bytes == null ? have == 0 : have < bytes;
  }

  private void append(FileChannel out)
      throws BundleFetchException, IOException, InterruptedException {
    long have = out.size();
    BundleSource source = sources.current();
    try {
      byte[] piece = piece(source, have);
      writers.add(source);
      ByteBuffer rest = ByteBuffer.wrap(piece);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
    } catch (SourceException failure) {
      sources.failed(source, failure);
    }
  }

  private byte[] piece(BundleSource source, long from)
      throws SourceException, InterruptedException {
    Long bytes = file.bytes();
    int wanted = bytes == null ? Bundle.MAX_LABEL_BYTES : (int) Math.min(PIECE_BYTES, bytes - from);
    Piece piece = source.read(bundle, file.sha256(), from, wanted);
    int length = piece.bytes().length;
    long total = bytes == null ? length : bytes;
    if (piece.total() != total || length == 0 || length > wanted) {
      throw new SourceException(
          SourceException.Kind.WRONG, file.name() + " has another size there");
    }
    return piece.bytes();
  }

  /**
   * The only writer of wrong bytes is to blame. Among several nobody knows who it was: each loses a
   * try, and the file starts anew.
   */
  private void blame() throws InterruptedException {
    boolean known = writers.size() == 1 && !continued;
    SourceException.Kind kind = known ? SourceException.Kind.WRONG : SourceException.Kind.PASSING;
    for (BundleSource writer : writers) {
      sources.failed(
          writer,
          new SourceException(kind, file.name() + " has not the SHA-256 that it must have"));
    }
    writers.clear();
    continued = false;
  }
}
