package org.meitheal.lab.experiment;

import java.util.Locale;
import org.meitheal.lab.experiment.Results.Contestant;
import org.meitheal.lab.simulation.Setting;
import org.meitheal.lab.simulation.Trace;

/** Complete frames by trace and policy, as SVG: a bar each, with its confidence interval. */
final class BarChart {
  private static final int LEFT = 46;
  private static final int TOP = 10;
  private static final int HEIGHT = 260;
  private static final int BAR = 17;
  private static final int GAP = 26;
  private static final int LEGEND = 26;
  private static final String[] COLOURS = {
    "#0b6e4f", "#7fc8a9", "#1d4e89", "#8fb8de", "#b5651d", "#e2a76f", "#c2b280", "#888888"
  };

  private final Results results;
  private final Setting setting;
  private final StringBuilder svg = new StringBuilder();

  private BarChart(Results results, Setting setting) {
    this.results = results;
    this.setting = setting;
  }

  static String draw(Results results, Setting setting) {
    return new BarChart(results, setting).draw();
  }

  private String draw() {
    int bars = Results.contestants().size();
    int group = bars * BAR + GAP;
    int width = LEFT + Trace.Rule.values().length * group;
    line(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Complete frames by trace and policy, %s"
                + " service times\">",
            width,
            TOP + HEIGHT + 2 * LEGEND + 24,
            setting.name().toLowerCase(Locale.ROOT)));
    grid(width);
    int x = LEFT + GAP / 2;
    for (Trace.Rule trace : Trace.Rule.values()) {
      group(trace, x);
      x += group;
    }
    legend();
    return svg.append("</svg>\n").toString();
  }

  private void grid(int width) {
    for (int percent = 0; percent <= 100; percent += 20) {
      double y = y(percent);
      line(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" class=\"grid\"/>",
              LEFT,
              y,
              width,
              y));
      line(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%.1f\" class=\"axis\">%d %%</text>",
              LEFT - 6,
              y + 4,
              percent));
    }
  }

  private void group(Trace.Rule trace, int from) {
    int x = from;
    int n = 0;
    for (Contestant contestant : Results.contestants()) {
      Interval frames = results.of(setting, contestant, trace, SimulationReport::framesPercent);
      double top = y(frames.mean());
      line(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"><title>%s, %s: %s"
                  + " %%</title></rect>",
              x,
              top,
              BAR - 3,
              TOP + HEIGHT - top,
              COLOURS[n],
              contestant.title(),
              name(trace),
              frames.text()));
      double middle = x + (BAR - 3) / 2.0;
      line(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"ci\"/>",
              middle,
              y(frames.mean() + frames.halfWidth()),
              middle,
              y(frames.mean() - frames.halfWidth())));
      x += BAR;
      n++;
    }
    double bound = y(Source.boundPercent(trace));
    line(
        String.format(
            Locale.ROOT,
            "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" class=\"bound\"/>",
            from,
            bound,
            x,
            bound));
    line(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" class=\"trace\">%s</text>",
            (from + x) / 2.0,
            TOP + HEIGHT + 18,
            name(trace)));
  }

  private void legend() {
    int x = LEFT;
    int y = TOP + HEIGHT + LEGEND + 10;
    int n = 0;
    for (Contestant contestant : Results.contestants()) {
      if (n == Results.contestants().size() / 2) {
        x = LEFT;
        y += LEGEND - 6;
      }
      line(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"11\" height=\"11\" fill=\"%s\"/>",
              x,
              y,
              COLOURS[n++]));
      line(
          String.format(
              Locale.ROOT,
              "<text x=\"%d\" y=\"%d\">%s</text>",
              x + 16,
              y + 10,
              contestant.title()));
      x += 190;
    }
  }

  private static double y(double percent) {
    return TOP + HEIGHT * (1 - percent / 100);
  }

  private static String name(Trace.Rule trace) {
    return trace.name().toLowerCase(Locale.ROOT);
  }

  private void line(String text) {
    svg.append(text).append('\n');
  }
}
