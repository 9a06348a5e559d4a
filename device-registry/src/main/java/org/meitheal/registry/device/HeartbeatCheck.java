package org.meitheal.registry.device;

import java.util.List;
import java.util.Objects;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.Heartbeat.LaneState;
import org.meitheal.protocol.registry.Heartbeat.ModelState;

/** Refuses heartbeats whose figures cannot be. */
final class HeartbeatCheck {
  private static final int MAX_LANES = 1_024;
  private static final int MAX_MODELS = 256;
  private static final int MAX_TEXT = 128;

  private HeartbeatCheck() {}

  /**
   * @throws ProblemException 400 {@code invalid-heartbeat}
   */
  static void check(String device, Heartbeat beat) {
    require(beat.samples().from().equals(device), "samples must be from the device itself");
    checkLanes(beat.lanes());
    require(beat.models().size() <= MAX_MODELS, "at most 256 models");
    require(beat.models().stream().noneMatch(Objects::isNull), "a model must not be null");
    beat.models().forEach(HeartbeatCheck::checkModel);
  }

  private static void checkLanes(List<LaneState> lanes) {
    require(!lanes.isEmpty() && lanes.size() <= MAX_LANES, "1 to 1024 lanes");
    require(lanes.stream().noneMatch(Objects::isNull), "a lane must not be null");
    require(
        lanes.stream().allMatch(lane -> lane.index() >= 0 && isTime(lane.freeInMs())),
        "a lane has an index and a time, neither of them negative");
    require(
        lanes.stream().map(LaneState::index).distinct().count() == lanes.size(), "each lane once");
  }

  private static void checkModel(ModelState model) {
    require(
        isText(model.name()) && isText(model.version()) && isText(model.sha256()),
        "name, version and sha256 of a model have 1 to 128 characters");
    require(
        isTime(model.nanosPerMultiplyAdd())
            && isTime(model.relativeSpread())
            && model.samples() >= 0,
        "figures of a model must not be negative");
  }

  private static boolean isText(String text) {
    return !text.isBlank() && text.length() <= MAX_TEXT;
  }

  private static boolean isTime(double value) {
    return value >= 0 && Double.isFinite(value);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ProblemException(400, "invalid-heartbeat", false, otherwise);
    }
  }
}
