package org.meitheal.lab.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.meitheal.lab.client.Http;
import org.meitheal.lab.client.RegistryClient;
import org.meitheal.lab.client.TensorRequest;
import org.meitheal.lab.cluster.LabKeys;
import org.meitheal.lab.cluster.LabOptions;
import org.meitheal.lab.cluster.Topology;
import org.meitheal.lab.progress.Progress;
import org.meitheal.lab.session.TemporaryLab;
import org.meitheal.protocol.scheduler.CandidateView;
import org.meitheal.protocol.scheduler.DecisionView;
import tools.jackson.databind.JsonNode;

/**
 * Asks the same of one device and of several that it leads, in turn, and compares: as a program on
 * that device asks, at its own door. The devices that do not belong to a case are cordoned.
 */
public final class PartitionBench {
  private static final double SLOW_DOWN = 10;
  private static final double SLOW_ONES_SLOW_DOWN = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(70);
  private static final Duration ESTIMATES_PATIENCE = Duration.ofMinutes(2);
  private static final int ENOUGH_TRANSFERS = 5;
  private static final int WARM_UP = 3;

  /** Divided answers until the compilers of all JVMs have seen enough of what carries rows. */
  private static final int STEADY = 40;

  private static final int LANES_WARM_UP = 10;
  private static final int BLOCKS = 3;
  private static final int MOST_TRIES = 3;

  /** Longer than a device that got no plan goes without asking. */
  private static final Duration PLAN_PAUSE = Duration.ofSeconds(6);

  private static final String ALONE = "\"deadline_ms\":60000,\"max_devices\":1";
  private static final String LEAD = "device-1";
  private static final String SLOW_FOURTH = "slow-fourth";
  private static final String MEMORY = "memory-1280";
  private static final String LANES = "lanes-2";
  private static final String LANES_BATCH = "lanes-2-batch";
  private static final String ONE_LANE = "lanes-1";
  private static final String TWO_LANES = "lanes-2";

  private final TemporaryLab lab;
  private final Predicate<String> wanted;
  private final Progress progress;
  private final RegistryClient operator;
  private final TakingPart takingPart;
  private final Map<String, Comparing> compared = new LinkedHashMap<>();
  private final TwoCores twoCores = new TwoCores();

  /**
   * @param wanted which cases, by their key
   */
  public PartitionBench(TemporaryLab lab, Predicate<String> wanted, Progress progress)
      throws IOException {
    this.lab = lab;
    this.wanted = wanted;
    this.progress = progress;
    this.operator = lab.lab().registry(LabKeys.OPERATOR);
    this.takingPart = new TakingPart(operator, lab.lab().gateway());
  }

  /** What needs VGG-16's bundle. */
  public static final List<String> KEYS_OF_VGG16 =
      PartitionCase.all().stream()
          .filter(each -> each.model().equals(PartitionCase.VGG))
          .map(PartitionCase::key)
          .toList();

  /** What can be asked for, in the order of measuring. */
  public static List<String> keys() {
    List<String> keys = new ArrayList<>(List.of(MEMORY));
    PartitionCase.all().forEach(each -> keys.add(each.key()));
    keys.addAll(List.of(SLOW_FOURTH, LANES, LANES_BATCH));
    return List.copyOf(keys);
  }

  /** Four devices, a fifth that is four times slower, and two machines as fast as a core here. */
  public static Topology topology() {
    return Topology.toDivide(
        List.of(SLOW_DOWN, SLOW_DOWN, SLOW_DOWN, SLOW_DOWN, SLOW_ONES_SLOW_DOWN), List.of(1, 2));
  }

  /**
   * @param rounds of each case: one answer of each kind
   */
  public PartitionReport run(int rounds) throws IOException, InterruptedException {
    awaitEstimates();
    PartitionReport.@Nullable Memory memory = wanted.test(MEMORY) ? memory() : null;
    List<PartitionReport.Case> cases = new ArrayList<>();
    Double slowFourth;
    boolean awake;
    try (AwakeCores cores = AwakeCores.keep()) {
      slowFourth = emulated(rounds, cases);
      awake = cores.awake();
    }
    if (wanted.test(LANES)) {
      cases.add(lanes(LANES, 1, 640, rounds * 3));
      say(cases.getLast());
    }
    if (wanted.test(LANES_BATCH)) {
      cases.add(lanes(LANES_BATCH, 8, 224, rounds * 3));
      say(cases.getLast());
    }
    return report(cases, slowFourth, memory, awake);
  }

  /** What slowed-down devices do; gives the slow fourth's figure, if that is wanted. */
  private @Nullable Double emulated(int rounds, List<PartitionReport.Case> cases)
      throws IOException, InterruptedException {
    List<PartitionCase> all =
        PartitionCase.all().stream().filter(each -> wanted.test(each.key())).toList();
    if (!all.isEmpty() || wanted.test(SLOW_FOURTH)) {
      becomeSteady();
    }
    for (PartitionCase each : all) {
      takingPart.enable(each.devices());
      cases.add(compare(each, rounds).report(each.key()));
      say(cases.getLast());
    }
    Double slowFourth = wanted.test(SLOW_FOURTH) ? slowFourth(rounds) : null;
    compared.forEach((key, comparing) -> {
      if (key.startsWith("lite0-640-3")) {
        cases.add(comparing.report(key));
      }
    });
    return slowFourth;
  }

  private void becomeSteady() throws IOException, InterruptedException {
    progress.report("bench", "warming up what carries rows");
    takingPart.enable(PartitionCase.FOUR_DEVICES.devices());
    for (int i = 0; i < STEADY; i++) {
      partitioned(PartitionCase.FOUR_DEVICES);
    }
  }

  /** Bandwidths of the first seconds are those of cold services: until each link's are renewed. */
  private void awaitEstimates() throws IOException, InterruptedException {
    progress.report("bench", "waiting until the links are measured");
    long end = System.nanoTime() + ESTIMATES_PATIENCE.toNanos();
    while (System.nanoTime() - end < 0
        && operator.links().stream()
            .filter(link -> link.from().startsWith("device-") && link.to().startsWith("device-"))
            .anyMatch(link -> link.bytesPerSecond().size() < ENOUGH_TRANSFERS)) {
      Thread.sleep(1000);
    }
  }

  private PartitionReport report(
      List<PartitionReport.Case> cases,
      @Nullable Double slowFourth,
      PartitionReport.@Nullable Memory memory,
      boolean awake) {
    Map<String, Double> speedup = new LinkedHashMap<>();
    cases.forEach(each -> speedup.put(each.key(), each.speedup()));
    return new PartitionReport(
        speedup,
        slowFourth,
        cases,
        Comparing.prediction(answers(Comparing::divided)),
        Comparing.prediction(answers(Comparing::single)),
        memory,
        twoCores.gain(),
        awake,
        SLOW_DOWN,
        SLOW_ONES_SLOW_DOWN,
        "3 ms RTT, 200 Mb/s shared; the single device, which also leads, holds the input itself");
  }

  private List<PlacedAnswer> answers(
      java.util.function.Function<Comparing, List<PlacedAnswer>> which) {
    return compared.values().stream().flatMap(each -> which.apply(each).stream()).toList();
  }

  private void say(PartitionReport.Case done) {
    progress.report("bench", "%s: %.2f×".formatted(done.key(), done.speedup()));
  }

  private Comparing compare(PartitionCase each, int rounds)
      throws IOException, InterruptedException {
    progress.report("bench", each.key());
    for (String device : each.devices()) {
      local(each, device); // takes its memory now
    }
    for (int i = 0; i < WARM_UP; i++) {
      pair(each, new Comparing());
    }
    return measure(each, rounds);
  }

  private Comparing measure(PartitionCase each, int rounds)
      throws IOException, InterruptedException {
    Comparing comparing = compared.computeIfAbsent(each.key(), _ -> new Comparing());
    for (int i = 0; i < rounds; i++) {
      pair(each, comparing);
    }
    return comparing;
  }

  /** The decision about the divided one has what it predicts of the single one, too. */
  private void pair(PartitionCase each, Comparing comparing)
      throws IOException, InterruptedException {
    Timed single = local(each, LEAD);
    Timed divided = partitioned(each);
    DecisionView decision = decision(divided);
    comparing.add(
        PlacedAnswer.of(
            single.answer,
            single.tookMs,
            candidate(decision, one -> one.placement().equals("local"))),
        PlacedAnswer.of(
            divided.answer, divided.tookMs, candidate(decision, CandidateView::chosen)));
  }

  private DecisionView decision(Timed answer) throws IOException, InterruptedException {
    String id = PlacedAnswer.receipt(answer.answer).path("decision_id").asString("");
    return lab.lab().gateway().decision(id);
  }

  private static CandidateView candidate(DecisionView decision, Predicate<CandidateView> which) {
    return decision.candidates().stream().filter(which).findFirst().orElseThrow();
  }

  /** In blocks that take turns, because cordoning takes a second. */
  private double slowFourth(int rounds) throws IOException, InterruptedException {
    PartitionCase three = PartitionCase.THREE_DEVICES;
    PartitionCase four = PartitionCase.THREE_AND_A_SLOW_ONE;
    for (int block = 0; block < BLOCKS; block++) {
      for (PartitionCase each : List.of(three, four)) {
        takingPart.enable(each.devices());
        progress.report("bench", each.key());
        partitioned(each);
        measure(each, Math.ceilDiv(rounds, BLOCKS));
      }
    }
    return Comparing.rounded(dividedMs(three) / dividedMs(four));
  }

  private double dividedMs(PartitionCase each) {
    Comparing comparing = compared.get(each.key());
    if (comparing == null) {
      throw new IllegalStateException(each.key() + " was not measured");
    }
    return Comparing.median(comparing.divided(), PlacedAnswer::tookMs);
  }

  /** An answer, and how long its client waited. */
  private record Timed(Http.Answer answer, double tookMs) {}

  private Timed local(PartitionCase each, String device) throws IOException, InterruptedException {
    return atDoor(device, each.infer(), request(each, "local"));
  }

  /** A device that gets no plan in time computes alone, and does not ask for a while. */
  private Timed partitioned(PartitionCase each) throws IOException, InterruptedException {
    for (int i = 0; i < MOST_TRIES; i++) {
      Timed answer = atDoor(LEAD, each.infer(), request(each, "partitioned"));
      JsonNode receipt = PlacedAnswer.receipt(answer.answer);
      if (receipt.path("placement").asString("").equals("partitioned")) {
        return answer;
      }
      progress.report("bench", each.key() + ": " + LEAD + " got no plan in time");
      Thread.sleep(PLAN_PAUSE);
    }
    throw new IOException(
        "%s: %s computes alone: the scheduler does not divide this, or does not answer in time"
            .formatted(each.key(), LEAD));
  }

  private static TensorRequest request(PartitionCase each, String placement) {
    return TensorRequest.ofPixels(each.items(), each.height(), each.width(), terms(placement));
  }

  /** As a program on that device. */
  private Timed atDoor(String machine, String path, TensorRequest request)
      throws IOException, InterruptedException {
    Map<String, String> headers = new HashMap<>(request.headers());
    headers.put("Authorization", "Bearer " + lab.lab().registry(LabKeys.CLIENT).token());
    byte[] body = request.body();
    long start = System.nanoTime();
    Http.Answer answer =
        lab.lab().http().post(lab.worker(machine).resolve(path), headers, body, PATIENCE);
    double tookMs = (System.nanoTime() - start) / 1e6;
    if (!answer.ok()) {
      throw new IOException(machine + ": " + answer.status() + ": " + answer.text());
    }
    return new Timed(answer, tookMs);
  }

  /** One worker with one lane against one with two, asked directly; no slow-down, no delay. */
  private PartitionReport.Case lanes(String key, int items, int side, int rounds)
      throws IOException, InterruptedException {
    progress.report("bench", key);
    TensorRequest request = TensorRequest.ofPixels(items, side, side, ALONE);
    Comparing comparing = new Comparing();
    for (int i = -LANES_WARM_UP; i < rounds; i++) {
      PlacedAnswer one = direct(ONE_LANE, request);
      PlacedAnswer two = direct(TWO_LANES, request);
      twoCores.measure();
      if (i >= 0) {
        comparing.add(one, two);
      }
    }
    return comparing.report(key);
  }

  private PlacedAnswer direct(String machine, TensorRequest request)
      throws IOException, InterruptedException {
    Timed timed = atDoor(machine, "/v2/models/" + LabOptions.MODEL + "/infer", request);
    double tookMs = timed.tookMs;
    JsonNode receipt = PlacedAnswer.receipt(timed.answer);
    return new PlacedAnswer(
        PlacedAnswer.values(timed.answer),
        tookMs,
        tookMs,
        tookMs,
        tookMs,
        1,
        machine,
        receipt.path("parts").asInt());
  }

  /** First of all, so that no worker has grown before. */
  private PartitionReport.Memory memory() throws IOException, InterruptedException {
    PartitionCase large = PartitionCase.LARGE;
    takingPart.enable(large.devices());
    progress.report("bench", "memory at 1280²");
    Map<String, PeakMemory> peaks = new HashMap<>();
    for (String device : large.devices()) {
      peaks.put(device, PeakMemory.from(lab.workerPid(device)));
    }
    JsonNode divided = PlacedAnswer.receipt(partitioned(large).answer);
    List<String> took = List.of(divided.path("devices").asString("").split(",", -1));
    double helperMb = 0;
    for (String device : took.subList(1, took.size())) {
      PeakMemory peak = peaks.get(device);
      helperMb = Math.max(helperMb, peak == null ? 0 : peak.megabytes());
    }
    PeakMemory whole = PeakMemory.from(lab.workerPid(ONE_LANE));
    direct(ONE_LANE, TensorRequest.ofPixels(1, large.height(), large.width(), ALONE));
    double wholeMb = whole.megabytes();
    return new PartitionReport.Memory(
        Comparing.rounded(helperMb),
        Comparing.rounded(wholeMb),
        Comparing.rounded(helperMb / wholeMb));
  }

  private static String terms(String placement) {
    return """
    "deadline_ms":60000,"objective":"latency","target_reliability":0.9,"placement":"%s"\
    """
        .formatted(placement);
  }
}
