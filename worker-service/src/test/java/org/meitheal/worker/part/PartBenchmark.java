package org.meitheal.worker.part;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.meitheal.core.partition.Chain;
import org.meitheal.core.partition.Ending;
import org.meitheal.core.partition.Layout;
import org.meitheal.core.partition.Partition;
import org.meitheal.core.partition.Shares;
import org.meitheal.core.partition.Size;
import org.meitheal.core.partition.Stage;
import org.meitheal.core.partition.Step;
import org.meitheal.worker.lane.Demand;
import org.meitheal.worker.model.ImageTensor;
import org.meitheal.worker.model.ServedModel;
import org.meitheal.worker.support.Models;

/**
 * Two lanes against one, by wall clock and by the lanes' processor time, and what a part's memory
 * is. Run its {@code main} with the allocator settings that workers get. Configurations take turns,
 * so that a busy machine disturbs all of them alike.
 *
 * <pre>{@code
 * lanes <side> <repetitions> [<strips>:<end>,<end>,…[+join]]…
 * prices <side> <repetitions> <strips>:<end>,<end>,…[+join]…
 * memory whole|part|spread <side>
 * growth <runs>
 * }</pre>
 */
final class PartBenchmark {
  private static final String JOINED = "+join";
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Models models = new Models(2, 1);
  private final ServedModel model = models.lite0();
  private final Spreading spreading = new Spreading(models.lanes, models.clock);
  private final InOneProcess process = new InOneProcess(models, model);
  private final long[] lanes = laneThreads();

  private interface Run {
    void run() throws Exception;
  }

  private record Taken(double wallMs, double cpuMs) {}

  private PartBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    PartBenchmark benchmark = new PartBenchmark();
    switch (arguments[0]) {
      case "lanes" -> benchmark.compareLanes(List.of(arguments));
      case "prices" -> benchmark.prices(List.of(arguments));
      case "memory" -> benchmark.memory(arguments[1], Integer.parseInt(arguments[2]));
      case "growth" -> benchmark.growth(Integer.parseInt(arguments[1]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.exit(0);
  }

  private void compareLanes(List<String> arguments) throws Exception {
    int side = Integer.parseInt(arguments.get(1));
    ImageTensor image = Models.image(1, 1, side, side);
    ServedModel gathering = models.lite0ThatDoesNotJoin();
    ImageTensor batch = Models.image(2, 8, 224, 224);
    Map<String, Run> runs = new LinkedHashMap<>();
    runs.put("one lane", () -> whole(image));
    runs.put("planned", () -> spread(image));
    runs.put("planned, gathered", () -> spread(gathering, image));
    runs.put("batch of 8, one lane", () -> whole(batch));
    runs.put("batch of 8, planned", () -> spread(batch));
    for (String partition : arguments.subList(3, arguments.size())) {
      Partition strips = strips(partition, side);
      runs.put(partition, () -> process.run(strips, image));
    }
    Partition plan = StripPlan.of(model, 1, new Size(side, side), 2);
    System.out.println(
        plan == null
            ? "no plan"
            : "plan: %s %s"
                .formatted(plan.stages().stream().map(Stage::end).toList(), plan.ending()));
    report(measure(runs, Integer.parseInt(arguments.get(2))));
  }

  /** What a stage takes beside its computation, and that against what was expected of it. */
  private void prices(List<String> arguments) {
    int side = Integer.parseInt(arguments.get(1));
    int repetitions = Integer.parseInt(arguments.get(2));
    ImageTensor image = Models.image(1, 1, side, side);
    for (String text : arguments.subList(3, arguments.size())) {
      Partition partition = strips(text, side);
      double expectedMs = expectedMs(new PartWork(model, partition, Partition.LEAD));
      List<Double> beside = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int i = -2; i < repetitions; i++) {
        PartOutcome own = process.run(partition, image).own();
        if (i >= 0) {
          beside.add((own.totalMs() - own.computeMs()) / partition.stages().size());
          ratios.add(own.computeMs() / expectedMs);
        }
      }
      System.out.printf(
          "%-32s beside a stage %s ms; computing over %.1f ms expected %s%n",
          text, bestAndMedian(beside), expectedMs, bestAndMedian(ratios));
    }
  }

  private static double expectedMs(PartWork work) {
    double sum = work.joins() ? work.calibratedRestMs(1) : 0;
    for (Step step : work.steps()) {
      sum += work.calibratedMs(step, step.crops());
    }
    return sum;
  }

  private static String bestAndMedian(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return "best %.2f, median %.2f".formatted(sorted.getFirst(), sorted.get(sorted.size() / 2));
  }

  private Map<String, List<Taken>> measure(Map<String, Run> runs, int repetitions)
      throws Exception {
    Map<String, List<Taken>> taken = new LinkedHashMap<>();
    for (int i = -2; i < repetitions; i++) {
      for (Map.Entry<String, Run> run : runs.entrySet()) {
        awaitQuiet();
        long cpu = laneCpu();
        long wall = System.nanoTime();
        run.getValue().run();
        Taken one = new Taken((System.nanoTime() - wall) / 1e6, (laneCpu() - cpu) / 1e6);
        if (i >= 0) {
          taken.computeIfAbsent(run.getKey(), _ -> new ArrayList<>()).add(one);
        }
      }
    }
    return taken;
  }

  /** Until nobody else computes, for half a second at most. */
  private static void awaitQuiet() throws Exception {
    for (int i = 0; i < 50 && runnable() > 1; i++) {
      Thread.sleep(10);
    }
  }

  private static long runnable() throws Exception {
    return Files.readAllLines(Path.of("/proc/stat")).stream()
        .filter(line -> line.startsWith("procs_running"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static void report(Map<String, List<Taken>> taken) {
    taken.forEach((name, all) ->
        System.out.printf(
            "%-32s wall best %.1f, median %.1f; cpu best %.1f, median %.1f ms%n",
            name,
            quantile(all, Taken::wallMs, 0),
            quantile(all, Taken::wallMs, 0.5),
            quantile(all, Taken::cpuMs, 0),
            quantile(all, Taken::cpuMs, 0.5)));
  }

  private static double quantile(List<Taken> all, ToDoubleFunction<Taken> of, double share) {
    double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
    return sorted[(int) (share * (sorted.length - 1))];
  }

  /** Peak of resident memory above the loaded, idle process. */
  private void memory(String what, int side) throws Exception {
    System.out.printf("loaded: %d MiB%n", residentKiB("VmRSS") >> 10);
    whole(Models.image(1, 1, 64, 64));
    Size image = new Size(side, side);
    ImageTensor pixels = Models.image(1, 1, side, side);
    System.gc();
    long before = residentKiB("VmRSS");
    Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // the peak starts anew
    switch (what) {
      case "whole" -> whole(pixels);
      case "spread" -> spread(pixels);
      case "part" -> onePart(image, pixels);
      default -> throw new IllegalArgumentException(what);
    }
    System.out.printf("%s: peak %d MiB above idle%n", what, (residentKiB("VmHWM") - before) >> 10);
  }

  /** Part 1 of 4, whose neighbours send nothing but zeros, at once. */
  private void onePart(Size image, ImageTensor pixels) throws Exception {
    Partition partition = strips("4:3,5,9,12,17", image.height());
    Rows input = ImageRows.piece(pixels, partition.steps(1).getFirst().input());
    PartRunner runner = new LanePartRunner(models.lanes, models.clock);
    try (AdmittedPart part = runner.admit(model, partition, 1, 0, deadline())) {
      part.run(input, new SilentNeighbours(partition));
    }
  }

  private void growth(int count) throws Exception {
    Partition strips = strips("4:3,9,14", 97);
    ImageTensor image = Models.image(1, 1, 97, 97);
    for (int i = 0; i <= count; i++) {
      process.run(strips, image);
      if (i % (count / 10) == 0) {
        System.gc();
        System.out.printf("after %d runs: %d MiB%n", i, residentKiB("VmRSS") >> 10);
      }
    }
  }

  private void whole(ImageTensor image) throws Exception {
    var _ =
        models.lanes.submit(new Demand(0, deadline(), 0), stop -> model.run(image, stop)).await();
  }

  private void spread(ImageTensor image) throws Exception {
    spread(model, image);
  }

  private void spread(ServedModel model, ImageTensor image) throws Exception {
    var _ = Objects.requireNonNull(spreading.start(model, image, 0, deadline())).await();
  }

  private long deadline() {
    return models.in(Duration.ofMinutes(1));
  }

  private Partition strips(String text, int side) {
    boolean joined = text.endsWith(JOINED);
    String[] numbers = text.replace(JOINED, "").split("[:,]");
    Shares shares = Shares.equal(Integer.parseInt(numbers[0]));
    Chain chain = model.chain();
    List<Size> sizes = chain.sizes(new Size(side, side));
    List<Stage> stages = new ArrayList<>();
    int first = 0;
    for (String number : Arrays.asList(numbers).subList(1, numbers.length)) {
      int end = Integer.parseInt(number);
      stages.add(new Stage(first, end, Layout.rows(1, sizes.get(end), shares)));
      first = end;
    }
    Ending ending = joined ? Ending.JOIN : Ending.GATHER;
    return new Partition(chain, 1, new Size(side, side), stages, ending);
  }

  private static long[] laneThreads() {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("lane-"))
        .mapToLong(java.lang.management.ThreadInfo::getThreadId)
        .toArray();
  }

  private long laneCpu() {
    return LongStream.of(lanes).map(THREADS::getThreadCpuTime).sum();
  }

  private static long residentKiB(String field) throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith(field + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
