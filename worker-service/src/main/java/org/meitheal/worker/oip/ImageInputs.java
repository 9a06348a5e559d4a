package org.meitheal.worker.oip;

import java.util.List;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.oip.DataType;
import org.meitheal.protocol.oip.InferRequest;
import org.meitheal.protocol.oip.InputTensor;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.worker.inference.Input;
import org.meitheal.worker.model.ImageTensor;

/** Holds a request's inputs against what the model takes. */
public final class ImageInputs {
  private static final int RANK = 4;
  private static final long CHANNELS = 3;

  private ImageInputs() {}

  /**
   * @throws OipException 400 for inputs that the model does not take
   */
  public static Input.Tensor of(InferRequest request, ModelManifest.Input expected) {
    InputTensor input = only(request.inputs(), expected.name());
    List<Long> shape = input.shape();
    if (shape.size() != RANK || shape.get(0) < 1 || shape.get(1) != CHANNELS) {
      throw wrongShape(input, expected, "");
    }
    int height = side(input, expected, 2, "height");
    int width = side(input, expected, 3, "width");
    return new Input.Tensor(
        new ImageTensor(
            element(input), Math.toIntExact(shape.get(0)), height, width, input.data()));
  }

  private static InputTensor only(List<InputTensor> inputs, String name) {
    for (InputTensor input : inputs) {
      if (!input.name().equals(name)) {
        throw OipException.badRequest(
            "there is no input '%s'; the model has %s".formatted(input.name(), name));
      }
    }
    if (inputs.size() != 1) {
      throw OipException.badRequest("input '%s' must be there once".formatted(name));
    }
    return inputs.getFirst();
  }

  private static ImageTensor.Element element(InputTensor input) {
    return switch (input.datatype()) {
      case FP32 -> ImageTensor.Element.FP32;
      case UINT8 -> ImageTensor.Element.UINT8;
      default ->
          throw OipException.badRequest(
              "input '%s' must be %s or %s, not %s"
                  .formatted(input.name(), DataType.FP32, DataType.UINT8, input.datatype()));
    };
  }

  private static int side(
      InputTensor input, ModelManifest.Input expected, int axis, String called) {
    long side = input.shape().get(axis);
    int least = expected.minimumSize().get(axis - 2);
    int most = expected.maximumSize().get(axis - 2);
    if (side < least || side > most) {
      throw wrongShape(
          input, expected, "; its %s must lie between %d and %d".formatted(called, least, most));
    }
    return (int) side;
  }

  private static OipException wrongShape(
      InputTensor input, ModelManifest.Input expected, String detail) {
    return OipException.badRequest(
        "input '%s' has shape %s, the model takes %s%s"
            .formatted(input.name(), input.shape(), expected.shape(), detail));
  }
}
