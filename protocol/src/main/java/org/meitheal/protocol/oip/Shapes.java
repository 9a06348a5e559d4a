package org.meitheal.protocol.oip;

import java.util.List;

/** Arithmetic on shapes whose sizes anyone may have sent. */
final class Shapes {
  private Shapes() {}

  /**
   * The number of elements.
   *
   * @throws OipException 400 where it does not fit a long
   */
  static long elements(String name, List<Long> shape) {
    try {
      long product = 1;
      for (long size : shape) {
        product = Math.multiplyExact(product, size);
      }
      return product;
    } catch (ArithmeticException overflow) {
      throw OipException.badRequest("'" + Texts.shorten(name) + "': its shape is too large");
    }
  }

  /** The bytes of a type of fixed size. */
  static long bytes(String name, DataType datatype, List<Long> shape) {
    long elements = elements(name, shape);
    if (elements > Long.MAX_VALUE / Math.max(1, datatype.byteSize())) {
      throw OipException.badRequest("'" + Texts.shorten(name) + "': its shape is too large");
    }
    return elements * datatype.byteSize();
  }
}
