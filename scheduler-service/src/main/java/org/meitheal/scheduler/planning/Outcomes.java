package org.meitheal.scheduler.planning;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.placement.Candidate;
import org.meitheal.core.placement.Placement;
import org.meitheal.core.placement.Prediction;
import org.meitheal.core.placement.PredictionHistory;
import org.meitheal.core.statistics.PredictionCalibration;

/**
 * How predictions turned out, by what they were of: the model, work of about this size, whether the
 * input was at the lead already, and the device, or several. For many threads; the most recently
 * used kinds are kept.
 */
final class Outcomes {
  private static final int MOST_KINDS = 5_000;
  private static final String SEVERAL = "";

  /**
   * The first requests of a kind meet cold services and take several times as long. With fewer
   * outcomes than this one of them would be the 90th percentile of all.
   */
  private static final int ENOUGH = PredictionHistory.WINDOW;

  private final Map<Kind, PredictionCalibration> kinds =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Kind, PredictionCalibration> eldest) {
          return size() > MOST_KINDS;
        }
      };

  /**
   * @param size of the work: powers of two of its multiply-adds
   */
  private record Kind(
      String model, int size, boolean batch, boolean door, String device, int maxDevices) {}

  PredictionHistory of(Ask ask) {
    return (placement, device) -> {
      Kind kind = kind(ask, placement, device);
      synchronized (kinds) {
        PredictionCalibration known = kinds.get(kind);
        return known == null || known.samples() < ENOUGH
            ? PredictionCalibration.none(PredictionHistory.WINDOW)
            : known;
      }
    };
  }

  void add(Ask ask, Candidate chosen, double actualMs) {
    Prediction prediction = chosen.prediction();
    DeviceId device = chosen.device();
    if (prediction == null || device == null || !(actualMs > 0) || !(prediction.sumMs() > 0)) {
      return;
    }
    Kind kind = kind(ask, chosen.placement(), device);
    synchronized (kinds) {
      PredictionCalibration known = kinds.get(kind);
      kinds.put(
          kind,
          (known == null ? PredictionCalibration.none(PredictionHistory.WINDOW) : known)
              .plus(prediction.sumMs(), actualMs));
    }
  }

  private static Kind kind(Ask ask, Placement placement, DeviceId device) {
    boolean several = placement == Placement.PARTITIONED;
    int size = Long.SIZE - Long.numberOfLeadingZeros(ask.multiplyAdds());
    return new Kind(
        ask.model().sha256(),
        size,
        ask.divisible() != null && ask.divisible().items() > 1,
        ask.door() != null,
        several ? SEVERAL : device.value(),
        several ? ask.terms().maxDevices() : 1);
  }
}
