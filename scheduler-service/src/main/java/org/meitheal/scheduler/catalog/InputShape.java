package org.meitheal.scheduler.catalog;

import java.util.List;
import java.util.Objects;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.oip.DataType;
import org.meitheal.protocol.oip.InferHead;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.RequestedOutput;
import org.meitheal.protocol.oip.TensorHead;

/** The shape of a request's image, NCHW, once it is known to be one that the model takes. */
public record InputShape(long items, long height, long width) {
  private static final int DIMENSIONS = 4;
  private static final long MAX_ITEMS = 1_024;

  /**
   * @throws OipException 400 if the request does not fit the model
   */
  public static InputShape of(InferHead head, ModelManifest model) {
    String expected = model.input().name();
    for (TensorHead input : head.inputs()) {
      if (!input.name().equals(expected)) {
        throw bad("unknown input '%s'; the model takes '%s'".formatted(input.name(), expected));
      }
    }
    TensorHead input = head.inputs().getFirst();
    requireType(input, model);
    InputShape shape = of(input.shape(), model);
    input.requireSize();
    requireOutputs(head, model);
    return shape;
  }

  /**
   * @throws OipException 400 if the model takes no such shape
   */
  public static InputShape of(List<Long> shape, ModelManifest model) {
    List<Long> expected = model.input().shape();
    if (shape.size() != DIMENSIONS || shape.stream().anyMatch(Objects::isNull)) {
      throw bad("shape %s: it must be %s".formatted(shape, expected));
    }
    for (int axis = 0; axis < DIMENSIONS; axis++) {
      if (expected.get(axis) >= 0 && !expected.get(axis).equals(shape.get(axis))) {
        throw bad("shape %s: it must be %s".formatted(shape, expected));
      }
    }
    if (shape.getFirst() < 1 || shape.getFirst() > MAX_ITEMS) {
      throw bad("shape %s: a batch has 1 to %d items".formatted(shape, MAX_ITEMS));
    }
    requireSide("height", shape.get(2), model, 0);
    requireSide("width", shape.get(3), model, 1);
    return new InputShape(shape.get(0), shape.get(2), shape.get(3));
  }

  private static void requireSide(String name, long side, ModelManifest model, int index) {
    int least = model.input().minimumSize().get(index);
    int most = model.input().maximumSize().get(index);
    if (side < least || side > most) {
      throw bad("%s %d: it must lie from %d to %d".formatted(name, side, least, most));
    }
  }

  /** Pixels as they are are taken too: the model's first segment makes floats of them. */
  private static void requireType(TensorHead input, ModelManifest model) {
    DataType type = input.datatype();
    if (type != DataType.parse(model.input().datatype()) && type != DataType.UINT8) {
      throw bad(
          "input '%s' is %s; the model takes %s or UINT8"
              .formatted(input.name(), type, model.input().datatype()));
    }
  }

  private static void requireOutputs(InferHead head, ModelManifest model) {
    for (RequestedOutput output : head.outputs()) {
      if (!output.name().equals(model.output().name())) {
        throw bad(
            "unknown output '%s'; the model has '%s'"
                .formatted(output.name(), model.output().name()));
      }
    }
  }

  private static OipException bad(String why) {
    return OipException.badRequest(why);
  }
}
