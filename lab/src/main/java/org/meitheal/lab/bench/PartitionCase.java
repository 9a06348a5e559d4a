package org.meitheal.lab.bench;

import java.util.List;
import org.meitheal.lab.cluster.LabOptions;

/**
 * One input over some devices.
 *
 * @param key in the report
 * @param devices that take part, the others are cordoned
 */
record PartitionCase(
    String key, String model, int items, int height, int width, List<String> devices) {
  static final String VGG = "vgg16";

  private static final List<String> TWO = List.of("device-1", "device-2");
  private static final List<String> THREE = List.of("device-1", "device-2", "device-3");
  private static final List<String> FOUR = List.of("device-1", "device-2", "device-3", "device-4");

  /** The one that is four times slower than the others. */
  static final String SLOW = "device-5";

  static final PartitionCase THREE_DEVICES = square("lite0-640-3", 640, THREE);
  static final PartitionCase THREE_AND_A_SLOW_ONE =
      square("lite0-640-3-and-slow", 640, List.of("device-1", "device-2", "device-3", SLOW));

  static final PartitionCase FOUR_DEVICES = square("lite0-640-4", 640, FOUR);

  static final PartitionCase LARGE = square("lite0-1280-4", 1280, FOUR);

  static List<PartitionCase> all() {
    return List.of(
        square("lite0-640-2", 640, TWO),
        FOUR_DEVICES,
        new PartitionCase("batch8-4", LabOptions.MODEL, 8, 224, 224, FOUR),
        new PartitionCase("vgg16-224-4", VGG, 1, 224, 224, FOUR));
  }

  private static PartitionCase square(String key, int side, List<String> devices) {
    return new PartitionCase(key, LabOptions.MODEL, 1, side, side, devices);
  }

  String infer() {
    return "/v2/models/" + model + "/infer";
  }
}
