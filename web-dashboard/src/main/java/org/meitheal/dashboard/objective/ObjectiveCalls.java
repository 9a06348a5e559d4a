package org.meitheal.dashboard.objective;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.remote.ServiceCalls;
import org.meitheal.dashboard.remote.SharedAnswers;
import org.meitheal.protocol.http.JsonCalls;
import org.meitheal.protocol.http.JsonCalls.Tagged;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.meitheal.protocol.scheduler.Page;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the scheduler is asked about one objective. */
final class ObjectiveCalls {
  static final int SPENDERS = 25;
  private static final Logger LOG = LoggerFactory.getLogger(ObjectiveCalls.class);
  private static final int POINTS = 120;

  /** As often as the scheduler evaluates. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final URI scheduler;
  private final ServiceCalls looks;
  private final Objectives objectives;
  private final SharedAnswers<String, ObjectiveView> views = new SharedAnswers<>();
  private final SharedAnswers<Asked, Page<ExecutionView>> spenders = new SharedAnswers<>();

  ObjectiveCalls(URI scheduler, ServiceCalls looks, Objectives objectives) {
    this.scheduler = scheduler;
    this.looks = looks;
    this.objectives = objectives;
  }

  private record Asked(String name, @Nullable String before) {}

  private record Listed(List<ExecutionView> items, @Nullable String next) {}

  /** With its budget over time; some seconds old, maybe. */
  ObjectiveView read(String name) throws IOException {
    return views.read(
        name,
        FRESH,
        () -> looks.get("%s?points=%d".formatted(path(name), POINTS), ObjectiveView.class));
  }

  /**
   * Executions that spent its budget, newest first.
   *
   * @param before the id that they are older than
   */
  Page<ExecutionView> spenders(String name, @Nullable String before) throws IOException {
    String path = "%s/spenders?limit=%d".formatted(path(name), SPENDERS);
    return spenders.read(
        new Asked(name, before),
        FRESH,
        () -> {
          Listed page = looks.get(before == null ? path : path + "&before=" + before, Listed.class);
          return new Page<>(page.items(), page.next());
        });
  }

  /** As it is now, with its ETag: for who is about to change it. */
  Tagged<ObjectiveView> look(String name) throws IOException {
    return looks.getTagged(path(name) + "?points=1", ObjectiveView.class);
  }

  /**
   * @param etag of the one that is replaced; none for a new one
   */
  HttpRequest.Builder put(String name, ObjectiveSpec spec, @Nullable String etag) {
    HttpRequest.Builder request =
        JsonCalls.request(scheduler, path(name))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofByteArray(ProtocolJson.MAPPER.writeValueAsBytes(spec)));
    return etag == null ? request : request.header("If-Match", etag);
  }

  HttpRequest.Builder delete(String name, String etag) {
    return JsonCalls.request(scheduler, path(name)).header("If-Match", etag).DELETE();
  }

  /** So that who changed it sees it changed. */
  void changed(String name) {
    views.forget(name::equals);
    spenders.forget(asked -> asked.name().equals(name));
    try {
      objectives.ask();
    } catch (IOException later) {
      LOG.debug("The list of objectives stays as it is for a while", later);
    }
  }

  private static String path(String name) {
    return "/v1/objectives/" + name;
  }
}
