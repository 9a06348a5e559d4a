package org.meitheal.dashboard.browser;

import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.meitheal.dashboard.ShownDashboard;

/**
 * A page of the dashboard. Who adds one adds a line to {@link #ALL}, and all checks hold for it.
 *
 * @param path below the dashboard's address
 * @param status with which it is answered
 * @param then what is done there before it is looked at
 */
record ShownPage(String name, String path, Viewer viewer, int status, Consumer<Visitor> then) {
  /** As it comes. */
  ShownPage(String name, String path, Viewer viewer, int status) {
    this(name, path, viewer, status, _ -> {});
  }

  /** Who looks at it. */
  enum Viewer {
    STRANGER,
    VIEWER,
    OPERATOR
  }

  static final List<ShownPage> ALL =
      List.of(
          new ShownPage("sign-in", "sign-in", Viewer.STRANGER, 200),
          page("overview", ""),
          page("decisions", "decisions"),
          page("decisions, filtered to none", "decisions?model=none"),
          page("decision", "decisions/lab.0000000000003"),
          page("refused decision", "decisions/lab.0000000000011"),
          page("divided decision", "decisions/" + ShownDashboard.DIVIDED),
          page("decision that ran on eight", "decisions/lab.8-wide"),
          page("devices", "devices"),
          page("device", "devices/camera-1"),
          page("device that is offline", "devices/gate-2"),
          page("device, about to be cordoned", "devices/camera-1/cordon"),
          page("models", "models"),
          page("objectives", "objectives"),
          page("objective that burns", "objectives/sorting"),
          page("objective, older executions", "objectives/sorting?before=lab.x8975"),
          page("objective that is spent", "objectives/gate-photos"),
          page("objective of the file", "objectives/night-shift"),
          page("objective with no counts", "objectives/labels"),
          page("new objective", "new-objective"),
          page("objective, about to be changed", "objectives/sorting/change"),
          page("objective, about to be removed", "objectives/sorting/remove"),
          new ShownPage("objective, as a viewer", "objectives/sorting", Viewer.VIEWER, 200),
          page("try it", "try"),
          new ShownPage("try it, as a viewer", "try", Viewer.VIEWER, 200),
          new ShownPage("try it, answered", "try", Viewer.OPERATOR, 200, PhotoForm::sendSample),
          new ShownPage("try it, refused", "try", Viewer.OPERATOR, 200, PhotoForm::askTooMuch),
          page("topology", "topology"),
          page("link", "topology/link?from=camera-1&to=edge-1"),
          page("exclusion", "exclusions/" + ShownDashboard.EXCLUDED),
          new ShownPage(
              "exclusion, as a viewer",
              "exclusions/" + ShownDashboard.EXCLUDED,
              Viewer.VIEWER,
              200),
          page("lab", "lab"),
          page("lab, all links", "lab?from=*&to=*"),
          new ShownPage("lab, as a viewer", "lab", Viewer.VIEWER, 200),
          page("worker, about to be killed", "lab/workers/device-1/kill"),
          new ShownPage("not found", "nowhere", Viewer.OPERATOR, 404));

  private static ShownPage page(String name, String path) {
    return new ShownPage(name, path, Viewer.OPERATOR, 200);
  }

  static List<ShownPage> all() {
    return ALL;
  }

  /** Opens it in a tab of somebody who may see it. */
  Visitor open(Stage stage, int width) {
    Visitor visitor =
        switch (viewer) {
          case STRANGER -> stage.stranger(width);
          case VIEWER -> stage.signedIn(width, stage.dashboard().viewerKey());
          case OPERATOR -> stage.signedIn(width, stage.dashboard().operatorKey());
        };
    visitor.holdStill();
    // Else it says after some seconds that it is cut off, and a busy machine takes longer than
    // that.
    visitor.page().clock().setFixedTime(new Date());
    visitor.show(this);
    then.accept(visitor);
    return visitor;
  }

  @Override
  public String toString() {
    return name;
  }
}
