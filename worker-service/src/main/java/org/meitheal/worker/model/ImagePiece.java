package org.meitheal.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import org.meitheal.core.partition.Box;

/** Some rows and columns of an image. Only what is looked at is converted, or copied at all. */
public final class ImagePiece extends Source {
  private final Box box;
  private final ImageTensor image;

  /**
   * @param box where in the whole image {@code image} lies
   */
  public ImagePiece(Box box, ImageTensor image) {
    if (box.items().length() != image.items()
        || box.rows().length() != image.height()
        || box.columns().length() != image.width()) {
      throw new IllegalArgumentException("an image of another size than " + box);
    }
    this.box = box;
    this.image = image;
  }

  @Override
  public Box box() {
    return box;
  }

  @Override
  NDArray view(NDManager scope, Box piece) {
    Box inside = piece.relativeTo(box);
    if (!image.bytes().isDirect()) {
      return converted(tensor(scope, image.piece(inside)));
    }
    return converted(Views.of(tensor(scope, image), inside, Views.NCHW));
  }

  private static NDArray tensor(NDManager scope, ImageTensor image) {
    Shape shape = new Shape(image.items(), ImageTensor.CHANNELS, image.height(), image.width());
    ByteBuffer bytes = DirectMemory.ofThread().direct(image.bytes());
    return scope.create(bytes, shape, dataType(image.element()));
  }

  private static DataType dataType(ImageTensor.Element element) {
    return switch (element) {
      case FP32 -> DataType.FLOAT32;
      case UINT8 -> DataType.UINT8;
    };
  }

  private static NDArray converted(NDArray pixels) {
    if (pixels.getDataType() == DataType.FLOAT32) {
      return pixels;
    }
    try (pixels) {
      return pixels.toType(DataType.FLOAT32, true);
    }
  }
}
