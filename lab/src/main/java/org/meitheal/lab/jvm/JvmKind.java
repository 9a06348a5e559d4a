package org.meitheal.lab.jvm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** How a JVM is set up. Many of them share one machine here, so each is kept small. */
public record JvmKind(List<String> flags, Map<String, String> environment) {
  private static final String SIMPLE_COMPILER = "-XX:TieredStopAtLevel=1";

  /** Without it, the first heap is a share of this computer's memory, and all of it is used. */
  private static final String SMALL_FIRST_HEAP = "-Xms24m";

  /**
   * What runs a few hundred times, as at a start, is not worth compiling: five times the usual
   * thresholds. A start of all took 3 to 14 % less (26.4, 28.9, 33.0 s against 30.7, 30.2, 33.8).
   */
  private static final List<String> COMPILE_LATE =
      List.of(
          "-XX:Tier3InvocationThreshold=1000",
          "-XX:Tier3MinInvocationThreshold=500",
          "-XX:Tier3CompileThreshold=4000");

  private static final String FIRST_HEAP = "-Xms";
  private static final String LARGEST_HEAP = "-Xmx";

  private static final String SHRINK_EARLY = "-XX:MinHeapFreeRatio=20";
  private static final String SHRINK_FAR = "-XX:MaxHeapFreeRatio=40";
  private static final Set<String> FOR_MANY_ON_ONE_MACHINE =
      Set.of(SIMPLE_COMPILER, SMALL_FIRST_HEAP, SHRINK_EARLY, SHRINK_FAR);

  /** Which beans there are was worked out by the build: starts need a third less. */
  private static final String BEANS_OF_THE_BUILD = "-Dspring.aot.enabled=true";

  private static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

  /** Starts fast and stays small: the simple compiler only. */
  public static final JvmKind CONTROL_PLANE = of(List.of(SIMPLE_COMPILER, "-Xmx256m"), FEW_ARENAS);

  /**
   * Computes in libtorch, so the simple compiler costs it nothing and starts it faster; with an
   * allocator that keeps big blocks, without which libtorch loses 1.3 to 5 times its time to page
   * faults, and keeps them in one place, so that a part's threads find what the lanes have freed.
   */
  public static final JvmKind WORKER =
      of(
          List.of(
              SIMPLE_COMPILER,
              "-Xmx96m",
              "-XX:MaxDirectMemorySize=320m",
              "-Dai.djl.offline=true",
              "-Dai.djl.pytorch.num_threads=1",
              "-Dai.djl.pytorch.num_interop_threads=1"),
          Map.of(
              "MALLOC_ARENA_MAX", "1",
              "MALLOC_MMAP_THRESHOLD_", "4294967296",
              "MALLOC_TRIM_THRESHOLD_", "8589934592",
              "MALLOC_TOP_PAD_", "268435456"));

  public JvmKind {
    flags = List.copyOf(flags);
    environment = Map.copyOf(environment);
  }

  /**
   * The same as a deployment runs it: with the optimizing compiler, and with a heap that need not
   * make room for a dozen others. Slower to start, faster once warm. All of the heap is touched
   * first, so that no request pays for new pages.
   */
  public JvmKind optimizing() {
    Stream<String> kept =
        flags.stream()
            .filter(flag -> !FOR_MANY_ON_ONE_MACHINE.contains(flag))
            .filter(flag -> !COMPILE_LATE.contains(flag));
    Stream<String> first =
        flags.stream()
            .filter(flag -> flag.startsWith(LARGEST_HEAP))
            .map(flag -> FIRST_HEAP + flag.substring(LARGEST_HEAP.length()));
    return new JvmKind(
        Stream.of(kept, first, Stream.of("-XX:+AlwaysPreTouch")).flatMap(each -> each).toList(),
        environment);
  }

  private static JvmKind of(List<String> flags, Map<String, String> environment) {
    List<String> common =
        List.of(
            "-XX:+UseSerialGC",
            SMALL_FIRST_HEAP,
            SHRINK_EARLY,
            SHRINK_FAR,
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            BEANS_OF_THE_BUILD,
            "--enable-native-access=ALL-UNNAMED",
            "-Dfile.encoding=UTF-8");
    return new JvmKind(
        Stream.of(common, COMPILE_LATE, flags).flatMap(List::stream).toList(), environment);
  }
}
