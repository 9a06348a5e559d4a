package org.meitheal.worker.lifecycle;

import java.util.List;
import java.util.stream.IntStream;
import org.meitheal.core.fleet.ModelSpeed;
import org.meitheal.protocol.registry.Heartbeat;
import org.meitheal.protocol.registry.LinkSamples;
import org.meitheal.worker.enrolment.DeviceReport;
import org.meitheal.worker.lane.Lanes;
import org.meitheal.worker.model.HeldModel;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.probe.SampleBuffer;
import org.springframework.stereotype.Component;

/** What the heartbeats of this worker say. */
@Component
final class WorkerReport implements DeviceReport {
  private final Lanes lanes;
  private final ModelRepository models;
  private final SampleBuffer samples;

  WorkerReport(Lanes lanes, ModelRepository models, SampleBuffer samples) {
    this.lanes = lanes;
    this.models = models;
    this.samples = samples;
  }

  @Override
  public List<Heartbeat.LaneState> lanes() {
    double[] freeInMs = lanes.freeInMs();
    return IntStream.range(0, freeInMs.length)
        .mapToObj(lane -> new Heartbeat.LaneState(lane, freeInMs[lane]))
        .toList();
  }

  @Override
  public List<Heartbeat.ModelState> models() {
    return models.held().stream().map(WorkerReport::state).toList();
  }

  private static Heartbeat.ModelState state(HeldModel model) {
    ModelSpeed speed = model.speed();
    return new Heartbeat.ModelState(
        speed.model(),
        speed.version(),
        speed.sha256(),
        model.ready(),
        speed.nanosPerMultiplyAdd(),
        speed.relativeSpread(),
        speed.samples(),
        speed.segments().stream()
            .map(segment ->
                new Heartbeat.SegmentTime(segment.fixedMs(), segment.nanosPerMultiplyAdd()))
            .toList(),
        speed.partFactor());
  }

  @Override
  public LinkSamples samples(String from) {
    return samples.report(from);
  }

  @Override
  public void delivered(LinkSamples delivered) {
    samples.delivered();
  }
}
