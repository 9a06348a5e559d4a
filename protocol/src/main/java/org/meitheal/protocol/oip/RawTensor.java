package org.meitheal.protocol.oip;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of a body that is nothing but one tensor ({@code Inference-Header-Content-Length: 0}).
 * It follows from the model's shape and the number of bytes where that is unambiguous: no variable
 * size; one of them; or a batch of one and one of them; or a batch of one and, at the end, height
 * and width of a square image.
 */
final class RawTensor {
  private static final long VARIABLE = -1;

  private RawTensor() {}

  /**
   * @throws OipException 400 where no or more than one shape would fit
   */
  static List<Long> shape(TensorMetadata input, long bytes) {
    int elementSize = DataType.parse(input.datatype()).byteSize();
    if (elementSize == 0 || bytes % elementSize != 0) {
      throw noFit(input, bytes);
    }
    List<Long> shape = new ArrayList<>(input.shape());
    List<Integer> variable = variable(shape);
    if (variable.size() > 1 && variable.getFirst() == 0) {
      shape.set(0, 1L);
      variable.removeFirst();
    }
    long fixed = Math.max(1, fixedProduct(shape));
    long elements = bytes / elementSize;
    long open = elements / fixed;
    if (elements % fixed != 0 || elements == 0) {
      throw noFit(input, bytes);
    }
    switch (variable.size()) {
      case 0 -> requireFit(open == 1, input, bytes);
      case 1 -> shape.set(variable.getFirst(), open);
      case 2 -> square(shape, variable, open, input, bytes);
      default -> throw noFit(input, bytes);
    }
    return shape;
  }

  private static void square(
      List<Long> shape, List<Integer> variable, long pixels, TensorMetadata input, long bytes) {
    long side = Math.round(Math.sqrt((double) pixels));
    boolean atEnd = variable.getFirst() == shape.size() - 2;
    requireFit(atEnd && side * side == pixels, input, bytes);
    shape.set(variable.getFirst(), side);
    shape.set(variable.getLast(), side);
  }

  private static List<Integer> variable(List<Long> shape) {
    List<Integer> variable = new ArrayList<>();
    for (int axis = 0; axis < shape.size(); axis++) {
      if (shape.get(axis) == VARIABLE) {
        variable.add(axis);
      }
    }
    return variable;
  }

  private static long fixedProduct(List<Long> shape) {
    return shape.stream().filter(size -> size != VARIABLE).reduce(1L, Math::multiplyExact);
  }

  private static void requireFit(boolean fits, TensorMetadata input, long bytes) {
    if (!fits) {
      throw noFit(input, bytes);
    }
  }

  private static OipException noFit(TensorMetadata input, long bytes) {
    return OipException.badRequest(
        ("%d raw bytes do not fix the shape of input '%s' (%s %s); an image must be square,"
                + " otherwise send a JSON header with the shape")
            .formatted(bytes, input.name(), input.datatype(), input.shape()));
  }
}
