package org.meitheal.worker.inference;

import java.nio.ByteBuffer;
import org.meitheal.core.compute.PhotoCost;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.photo.PhotoDecoder;
import org.meitheal.worker.photo.PhotoException;
import org.meitheal.worker.photo.RgbImage;

/** What a model is to be run on. */
public sealed interface Input {
  int items();

  /** What a run on it computes. */
  long multiplyAdds(ServedModel model);

  /** What making pixels of it takes, in multiply-adds of the same duration. */
  default long preparation() {
    return 0;
  }

  /** In a lane's thread. */
  ImageTensor images(ServedModel model) throws PhotoException;

  /** Pixels as they are. */
  record Tensor(ImageTensor images) implements Input {
    @Override
    public int items() {
      return images.items();
    }

    @Override
    public long multiplyAdds(ServedModel model) {
      return model.multiplyAdds(images.items(), images.height(), images.width());
    }

    @Override
    public ImageTensor images(ServedModel model) {
      return images;
    }
  }

  /** A JPEG or PNG, brought to the model's size. */
  final class Photo implements Input {
    private final ByteBuffer bytes;
    private final PhotoDecoder decoder;

    public Photo(ByteBuffer bytes, PhotoDecoder decoder) {
      this.bytes = bytes;
      this.decoder = decoder;
    }

    @Override
    public int items() {
      return 1;
    }

    @Override
    public long multiplyAdds(ServedModel model) {
      int size = size(model);
      return model.multiplyAdds(1, size, size);
    }

    @Override
    public long preparation() {
      return PhotoCost.multiplyAdds(bytes.remaining());
    }

    @Override
    public ImageTensor images(ServedModel model) throws PhotoException {
      RgbImage image = decoder.decode(bytes, size(model));
      return new ImageTensor(
          ImageTensor.Element.UINT8,
          1,
          image.height(),
          image.width(),
          ByteBuffer.wrap(image.samples()));
    }

    private static int size(ServedModel model) {
      return model.manifest().preprocessing().size();
    }
  }
}
