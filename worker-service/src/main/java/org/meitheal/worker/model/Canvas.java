package org.meitheal.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteBuffer;
import org.meitheal.core.partition.Box;

/**
 * libtorch's memory for a box of an activation, NHWC in FP32. Pieces are written into place, from
 * wherever they come, instead of being concatenated.
 */
public final class Canvas extends Source implements AutoCloseable {
  private final Box box;
  private final int channels;
  private final NDArray memory;

  /** The same memory. */
  private final ByteBuffer bytes;

  Canvas(NDManager manager, Box box, int channels) {
    this.box = box;
    this.channels = channels;
    Shape shape =
        new Shape(box.items().length(), box.rows().length(), box.columns().length(), channels);
    this.memory = manager.create(shape, DataType.FLOAT32);
    this.bytes = memory.toByteBuffer(true);
  }

  @Override
  public Box box() {
    return box;
  }

  public int channels() {
    return channels;
  }

  /**
   * Puts a piece into its place; in any thread.
   *
   * @param rows NHWC, FP32, little-endian
   */
  public void write(Box piece, ByteBuffer rows) {
    int from = rows.position();
    int length = rowBytes(piece);
    for (int item = piece.items().from(); item < piece.items().to(); item++) {
      for (int row = piece.rows().from(); row < piece.rows().to(); row++) {
        bytes.put(position(item, row, piece.columns().from()), rows, from, length);
        from += length;
      }
    }
  }

  /** A copy of a piece on the heap, as {@link #write} takes it; in any thread. */
  public ByteBuffer read(Box piece) {
    int length = rowBytes(piece);
    int count = piece.items().length() * piece.rows().length();
    ByteBuffer rows = ByteBuffer.allocate(Math.multiplyExact(length, count));
    int to = 0;
    for (int item = piece.items().from(); item < piece.items().to(); item++) {
      for (int row = piece.rows().from(); row < piece.rows().to(); row++) {
        rows.put(to, bytes, position(item, row, piece.columns().from()), length);
        to += length;
      }
    }
    return rows;
  }

  /** Copies a piece from another one; in any thread. */
  public void copy(Canvas from, Box piece) {
    int length = rowBytes(piece);
    for (int item = piece.items().from(); item < piece.items().to(); item++) {
      for (int row = piece.rows().from(); row < piece.rows().to(); row++) {
        int column = piece.columns().from();
        bytes.put(
            position(item, row, column), from.bytes, from.position(item, row, column), length);
      }
    }
  }

  @Override
  NDArray view(NDManager scope, Box piece) {
    // A copy of the handle, not of the memory: Views closes what it is given.
    NDArray handle = memory.transpose(0, 1, 2, 3);
    handle.attach(scope);
    NDArray some = Views.of(handle, piece.relativeTo(box), Views.NHWC);
    try (some) {
      return some.transpose(0, 3, 1, 2);
    }
  }

  /** Puts what a segment gave into its place; in a lane's thread. */
  void write(NDManager scope, Box piece, NDArray nchw) {
    Box inside = piece.relativeTo(box);
    try (NDArray nhwc = nchw.transpose(0, 2, 3, 1)) {
      nhwc.attach(scope);
      JniUtils.indexSet(
          (PtNDArray) memory,
          (PtNDArray) nhwc,
          new long[] {inside.items().from(), inside.rows().from(), inside.columns().from(), 0},
          new long[] {inside.items().to(), inside.rows().to(), inside.columns().to(), channels},
          new long[] {1, 1, 1, 1});
    }
  }

  @Override
  public void close() {
    memory.close();
  }

  private int position(int item, int row, int column) {
    long items = Math.subtractExact(item, box.items().from());
    long rows = items * box.rows().length() + (row - box.rows().from());
    long pixels = rows * box.columns().length() + (column - box.columns().from());
    return Math.toIntExact(pixels * channels * Float.BYTES);
  }

  private int rowBytes(Box piece) {
    return piece.columns().length() * channels * Float.BYTES;
  }
}
