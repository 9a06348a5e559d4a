package org.meitheal.scheduler.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A temporary file that only this process can read, and that is gone once closed. */
final class SpillFile {
  private static final Logger log = LoggerFactory.getLogger(SpillFile.class);

  private final FileChannel channel;

  private SpillFile(FileChannel channel) {
    this.channel = channel;
  }

  static SpillFile create() throws IOException {
    Path path = Files.createTempFile("meitheal-input-", ".tmp");
    return new SpillFile(
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE));
  }

  void append(byte[] bytes, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** From its beginning. Of this file's channel, because its name may be gone already. */
  InputStream open() {
    return new Reader();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException left) {
      log.atWarn().addKeyValue("cause", left.getMessage()).log("A temporary file was not closed");
    }
  }

  private final class Reader extends InputStream {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = channel.read(ByteBuffer.wrap(bytes, offset, length), position);
      position += Math.max(count, 0);
      return count;
    }
  }
}
