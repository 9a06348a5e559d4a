package org.meitheal.worker.recheck;

import java.util.List;
import org.meitheal.core.partition.Partition;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.Logits;
import org.meitheal.worker.model.ServedModel;

/**
 * A divided execution that was answered as planned.
 *
 * @param devices that ran the parts, by part
 * @param image all of the input
 * @param logits that were answered
 */
public record Answered(
    String execution,
    int attempt,
    String divisionSha256,
    ServedModel model,
    Partition partition,
    List<String> devices,
    ImageTensor image,
    Logits logits) {
  public Answered {
    devices = List.copyOf(devices);
    if (devices.size() != partition.parts()) {
      throw new IllegalArgumentException("each part has a device");
    }
  }

  String lead() {
    return devices.get(Partition.LEAD);
  }
}
