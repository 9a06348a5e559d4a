package org.meitheal.lab.bench.dashboard;

import java.util.List;
import java.util.Locale;

/**
 * What the dashboard costs.
 *
 * @param ok whether all bars are held
 * @param longTaskMs the longest task of the overview's tab, its load included; 0 if none was over
 *     50 ms
 * @param firstPaintMs from a warm server's overview being asked for to its first content; median
 * @param serverCoreShare processor time of the dashboard's process by wall time, while all of them
 *     and the tab look: all that it does, following the fleet included
 * @param followingCoreShare the same while nobody looks
 * @param dashboardsCoreShare the difference of the two: what those who look cost
 * @param longTasks how many tasks of the tab took over 50 ms
 * @param longTasksTotalMs what they took together
 * @param pageUpdates how often the tab's content changed
 * @param pageElements of the tab at the end
 * @param pageBytes of the overview's HTML, unpacked
 * @param bytesPerDashboardPerSecond of its stream
 * @param linkSeconds between two samples of each link
 * @param jvm how the dashboard's was set up
 */
public record DashboardReport(
    boolean ok,
    double longTaskMs,
    double firstPaintMs,
    double serverCoreShare,
    double followingCoreShare,
    double dashboardsCoreShare,
    int longTasks,
    double longTasksTotalMs,
    int pageUpdates,
    long pageElements,
    long pageBytes,
    long bytesPerDashboardPerSecond,
    int devices,
    int links,
    int linkSeconds,
    int decisionsPerSecond,
    int dashboards,
    double seconds,
    String browser,
    String jvm) {
  public static final double MOST_LONG_TASK_MS = 200;
  public static final double MOST_FIRST_PAINT_MS = 1000;
  public static final double MOST_CORE_SHARE = 0.10;

  /** How much there is to show. */
  record Scale(int devices, int links, int linkSeconds, int decisionsPerSecond, int dashboards) {}

  /** What the server used. */
  record Shares(double looked, double alone, long bytesPerDashboardPerSecond) {}

  static DashboardReport of(
      Scale scale,
      Shares shares,
      List<Double> firstPaintsMs,
      MeasuredPage.Looked looked,
      double seconds,
      String browser,
      String jvm) {
    double longest = looked.longTasksMs().stream().mapToDouble(ms -> ms).max().orElse(0);
    double paint = median(firstPaintsMs);
    return new DashboardReport(
        longest <= MOST_LONG_TASK_MS
            && paint < MOST_FIRST_PAINT_MS
            && shares.looked() < MOST_CORE_SHARE,
        rounded(longest, 10),
        rounded(paint, 10),
        rounded(shares.looked(), 1000),
        rounded(shares.alone(), 1000),
        rounded(shares.looked() - shares.alone(), 1000),
        looked.longTasksMs().size(),
        rounded(looked.longTasksMs().stream().mapToDouble(ms -> ms).sum(), 10),
        looked.updates(),
        looked.elements(),
        looked.bytes(),
        shares.bytesPerDashboardPerSecond(),
        scale.devices(),
        scale.links(),
        scale.linkSeconds(),
        scale.decisionsPerSecond(),
        scale.dashboards(),
        rounded(seconds, 10),
        browser,
        jvm);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static double rounded(double value, double parts) {
    return Math.round(value * parts) / parts;
  }

  /** As a person reads it. */
  public String text() {
    return String.format(
        Locale.ROOT,
        """
        %d devices, %d links sampled each %d s, %d decisions/s, %d open dashboards and one in %s, %.0f s
        dashboard: %s
          longest task   %8.1f ms   (bar %.0f; %d over 50 ms, together %.0f ms)
          first paint    %8.1f ms   (bar %.0f; %d KB of HTML)
          server         %8.3f of a core (bar %.2f), %.3f of it with nobody looking: %.3f for those who look
          stream         %8.1f KB/s each; the page changed %d times and has %d elements
        """,
        devices,
        links,
        linkSeconds,
        decisionsPerSecond,
        dashboards,
        browser,
        seconds,
        jvm,
        longTaskMs,
        MOST_LONG_TASK_MS,
        longTasks,
        longTasksTotalMs,
        firstPaintMs,
        MOST_FIRST_PAINT_MS,
        pageBytes / 1000,
        serverCoreShare,
        MOST_CORE_SHARE,
        followingCoreShare,
        dashboardsCoreShare,
        bytesPerDashboardPerSecond / 1e3,
        pageUpdates,
        pageElements);
  }
}
