package org.meitheal.worker.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.protocol.execution.DividedPlan;
import org.meitheal.protocol.execution.DividedPlan.PartOffer;
import org.meitheal.protocol.execution.Division;
import org.meitheal.protocol.execution.Division.DividedPart;
import org.meitheal.protocol.execution.PartClaims;
import org.meitheal.protocol.execution.PartRun;
import org.meitheal.protocol.execution.PlanClaims;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.worker.enrolment.Membership;
import org.meitheal.worker.exchange.AttemptId;
import org.meitheal.worker.exchange.Exchanges;
import org.meitheal.worker.exchange.Frame;
import org.meitheal.worker.model.ModelRepository;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.part.Rows;

/** Workers that help each other, each behind a relay; the first one leads. */
public final class Cluster implements AutoCloseable {
  public static final String MODEL = "efficientnet-lite0";

  public final FakeRegistry registry = new FakeRegistry();
  public final List<RunningWorker> workers = new ArrayList<>();
  public final List<Relay> relays = new ArrayList<>();

  public Cluster(int size) {
    this(size, RunningWorker.MODELS);
  }

  public Cluster(int size, Path models) {
    this(size, models, 0);
  }

  /**
   * @param recheckShare of divided answers that leads compute once more
   */
  public Cluster(int size, Path models, double recheckShare) {
    this(size, models, List.of("recheck-share=" + recheckShare));
  }

  /**
   * @param settings of all, {@code key=value}
   */
  public Cluster(int size, Path models, List<String> settings) {
    for (int i = 0; i < size; i++) {
      List<String> all = new ArrayList<>();
      all.add("name=" + name(i));
      all.add("lanes=2");
      all.add("models-dir=" + models);
      all.add("scheduler-url=" + registry.url());
      all.addAll(settings);
      RunningWorker worker = start(all.toArray(String[]::new));
      Await.until("joined", () -> worker.bean(Membership.class).epoch() == 1);
      workers.add(worker);
      relays.add(new Relay(worker.url()));
    }
  }

  /** Whether nobody holds anything of it any more. */
  public boolean hasEnded(Plan plan) {
    AttemptId id = new AttemptId(plan.execution, 1);
    return workers.stream().noneMatch(worker -> worker.bean(Exchanges.class).isOpen(id));
  }

  private static final class Shared {
    private static final Cluster CLUSTER = new Cluster(4);
  }

  /** One of four for all tests that leave it as it was; it ends with the JVM. */
  public static Cluster shared() {
    Shared.CLUSTER.reset();
    return Shared.CLUSTER;
  }

  private RunningWorker start(String... settings) {
    try {
      return RunningWorker.start(registry, Files.createTempDirectory("worker-state"), settings);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Strips of all items, one a part, exchanging rows at each of these boundaries but the last. */
  public Partition strips(int side, Shares shares, int... ends) {
    List<Size> sizes = chain().sizes(new Size(side, side));
    List<Stage> stages = new ArrayList<>();
    int first = 0;
    for (int end : ends) {
      stages.add(new Stage(first, end, Layout.rows(1, sizes.get(end), shares)));
      first = end;
    }
    return new Partition(chain(), 1, new Size(side, side), stages);
  }

  /** The same, but each part answers for its own piece. */
  public static Partition joined(Partition gathered) {
    return new Partition(
        gathered.chain(), gathered.items(), gathered.image(), gathered.stages(), Ending.JOIN);
  }

  /** What one device answers. */
  public float[] alone(byte[] pixels, int items, int side) {
    return logits(
        workers
            .get(0)
            .post(
                "/v2/models/" + MODEL + "/infer",
                Tensors.binary("UINT8", pixels, items, side, side)));
  }

  public static float[] logits(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
    int header =
        Integer.parseInt(
            answer.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    return Tensors.floats(answer.body(), header);
  }

  /** Within 1e-4 of the largest value. */
  public void assertEqualsAlone(HttpResponse<byte[]> answer, byte[] pixels, int items, int side) {
    float[] expected = alone(pixels, items, side);
    float[] actual = logits(answer);
    assertThat(actual).hasSameSizeAs(expected);
    float largest = 0;
    float difference = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    assertThat(largest).isGreaterThan(1);
    assertThat(difference).isLessThanOrEqualTo(1e-4f * largest);
  }

  public static String name(int worker) {
    return "worker-" + worker;
  }

  public ServedModel model(int worker) {
    return workers.get(worker).bean(ModelRepository.class).find(MODEL, null);
  }

  public Chain chain() {
    return model(0).chain();
  }

  public void reset() {
    relays.forEach(Relay::reset);
  }

  /** A plan for that partition; the part of each number runs at the worker of that number. */
  public Plan plan(Partition partition) {
    return plan(partition, IntStream.range(0, partition.parts()).toArray());
  }

  /**
   * @param workersOfParts by part
   */
  public Plan plan(Partition partition, int... workersOfParts) {
    return new Plan(partition, workersOfParts);
  }

  @Override
  public void close() {
    relays.forEach(Relay::close);
    workers.forEach(RunningWorker::stop);
    registry.close();
  }

  /** One divided execution. */
  public final class Plan {
    public final String execution = UUID.randomUUID().toString();
    public final Partition partition;
    public final String division;
    private final int[] workersOfParts;
    private final List<PartOffer> spares = new ArrayList<>();
    private final Set<Integer> left = new HashSet<>();
    private double timeLeftMs = 60_000;
    private double expectedLaneMs = 20_000;
    private PlanClaims.Task task = PlanClaims.Task.INFER;

    private Plan(Partition partition, int... workersOfParts) {
      this.partition = partition;
      this.workersOfParts = workersOfParts;
      List<DividedPart> parts =
          IntStream.of(workersOfParts)
              .mapToObj(
                  worker -> new DividedPart(name(worker), relays.get(worker).url().toString()))
              .toList();
      this.division = Division.of(partition, parts).text();
    }

    /** So that the lead is patient, or not. */
    public Plan expecting(double laneMs) {
      expectedLaneMs = laneMs;
      return this;
    }

    /** As if its device had left the fleet when the tickets were signed. */
    public Plan withoutHelper(int part) {
      left.add(part);
      return this;
    }

    public Plan forTask(PlanClaims.Task other) {
      task = other;
      return this;
    }

    public Plan within(double ms) {
      timeLeftMs = ms;
      return this;
    }

    public Plan spare(int part, int worker) {
      spares.add(offer(part, worker));
      return this;
    }

    public PartClaims claims(int part, int worker) {
      return new PartClaims(
          execution,
          1,
          part,
          name(workersOfParts[0]),
          name(worker),
          1,
          MODEL,
          "1",
          model(0).sha256(),
          Division.sha256(division),
          0,
          timeLeftMs,
          expectedLaneMs,
          64 << 20);
    }

    public String ticket() {
      return registry.ticket(planClaims());
    }

    public PlanClaims planClaims() {
      return new PlanClaims(
          execution,
          1,
          "lab.1",
          name(workersOfParts[0]),
          1,
          MODEL,
          "1",
          model(0).sha256(),
          task,
          0,
          timeLeftMs,
          1,
          64 << 20,
          Division.sha256(division));
    }

    public String header() {
      List<PartOffer> helpers = new ArrayList<>();
      for (int part = 1; part < workersOfParts.length; part++) {
        if (workersOfParts[part] != workersOfParts[0] && !left.contains(part)) {
          helpers.add(offer(part, workersOfParts[part]));
        }
      }
      return new DividedPlan(division, helpers, spares).toHeader();
    }

    /** Has the lead carry it out. */
    public HttpResponse<byte[]> execute(byte[] pixels) {
      return execute(pixels, header(), partition.image().height());
    }

    /** The same with another header, or a square image of another size. */
    public HttpResponse<byte[]> execute(byte[] pixels, String header, int side) {
      return execute(pixels, header, side, "X-No-Trace", "");
    }

    /** The same with one more header. */
    public HttpResponse<byte[]> execute(
        byte[] pixels, String header, int side, String name, String value) {
      RunningWorker lead = workers.get(workersOfParts[0]);
      Tensors.Binary binary = Tensors.binary("UINT8", pixels, partition.items(), side, side);
      return lead.send(
          lead.anonymous("/v1/executions")
              .header("Meitheal-Plan", ticket())
              .header("Meitheal-Division", header)
              .header(name, value)
              .header("Inference-Header-Content-Length", "" + binary.headerLength())
              .POST(BodyPublishers.ofByteArray(binary.body())));
    }

    /** Has a helper run its part, as the lead would. */
    public HttpResponse<byte[]> help(int part, Rows input) {
      int worker = workersOfParts[part];
      byte[] json = Frame.ofPart(new Frame.Parameters(division, 30_000, null), input).json();
      RunningWorker helper = workers.get(worker);
      return helper.send(
          helper
              .anonymous("/v1/parts")
              .header("Meitheal-Part", registry.ticket(claims(part, worker)))
              .header("Inference-Header-Content-Length", "" + json.length)
              .POST(Frame.body(json, input)));
    }

    private PartOffer offer(int part, int worker) {
      return new PartOffer(
          part,
          name(worker),
          relays.get(worker).url().toString(),
          registry.ticket(claims(part, worker)));
    }
  }

  public static List<PartRun> runs(HttpResponse<byte[]> answer) {
    String header = answer.headers().firstValue(PartRun.HEADER).orElse("[]");
    PartRun[] runs = ProtocolJson.MAPPER.readValue(header, PartRun[].class);
    return List.of(Objects.requireNonNull(runs));
  }
}
