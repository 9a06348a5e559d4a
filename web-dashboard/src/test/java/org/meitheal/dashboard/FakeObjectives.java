package org.meitheal.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.json.ProtocolJson;
import org.meitheal.protocol.problem.Problems;
import org.meitheal.protocol.scheduler.ExecutionView;
import org.meitheal.protocol.scheduler.ObjectiveSpec;
import org.meitheal.protocol.scheduler.ObjectiveView;
import org.meitheal.protocol.scheduler.Page;

/** Keeps objectives, and refuses, as the scheduler does. */
final class FakeObjectives {
  private static final Pattern PATH = Pattern.compile("/v1/objectives/([a-z0-9-]+)(/spenders)?");

  private final Map<String, ObjectiveView> views = new TreeMap<>();
  private final Map<String, Integer> revisions = new TreeMap<>();

  /** Of the one that burns, newest first. */
  final List<ExecutionView> spenders = new CopyOnWriteArrayList<>();

  /** Operators' calls: method, name, {@code If-Match} and body, by whom. */
  final List<String> acts = new CopyOnWriteArrayList<>();

  /** How often somebody looked at one of them, or at what spent its budget. */
  final AtomicInteger looks = new AtomicInteger();

  /** How long ago they were evaluated. */
  volatile Duration age = Duration.ZERO;

  /** With which an operator's call is answered; 0 for what fits. */
  volatile int refusal;

  record Reply(int status, @Nullable String etag, Object body) {
    static Reply problem(int status, String code, String detail) {
      return new Reply(status, null, Problems.body(Problems.of(status, code, false, detail)));
    }

    void write(HttpExchange exchange) throws IOException {
      byte[] json = ProtocolJson.MAPPER.writeValueAsBytes(body);
      if (etag != null) {
        exchange.getResponseHeaders().set("ETag", etag);
      }
      exchange.sendResponseHeaders(status, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  synchronized void clear() {
    views.clear();
    spenders.clear();
    acts.clear();
    refusal = 0;
    age = Duration.ZERO;
  }

  /** Also says that it changed. */
  synchronized void put(ObjectiveView view) {
    String name = view.objective().name();
    views.put(name, view);
    revisions.merge(name, 1, Integer::sum);
  }

  synchronized String etag(String name) {
    return "\"" + revisions.getOrDefault(name, 0) + "\"";
  }

  synchronized Object answer(HttpExchange exchange, @Nullable AccessToken by) {
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    if (by == null) {
      return 401;
    }
    if (!path.matches()) {
      return views.values().stream()
          .sorted(Comparator.comparing(FakeObjectives::left))
          .map(this::evaluated)
          .toList();
    }
    String name = path.group(1);
    if (!exchange.getRequestMethod().equals("GET")) {
      return act(exchange, name, by);
    }
    looks.incrementAndGet();
    if (!views.containsKey(name)) {
      return unknown(name);
    }
    return path.group(2) == null
        ? new Reply(200, etag(name), evaluated(views.get(name)))
        : spenders(name, String.valueOf(exchange.getRequestURI().getQuery()));
  }

  private ObjectiveView evaluated(ObjectiveView view) {
    return new ObjectiveView(
        view.objective(),
        view.origin(),
        view.windowS(),
        view.good(),
        view.bad(),
        view.attained(),
        view.budgetLeft(),
        view.alerts(),
        view.feedback(),
        view.budget(),
        Instant.now().minus(age));
  }

  private static double left(ObjectiveView view) {
    return view.budgetLeft() == null ? Double.MAX_VALUE : view.budgetLeft();
  }

  private Page<ExecutionView> spenders(String name, String query) {
    Stream<ExecutionView> left =
        name.equals(MadeUpObjectives.BURNING) ? spenders.stream() : Stream.of();
    Matcher before = Pattern.compile("before=(.+)").matcher(query);
    Matcher limit = Pattern.compile("limit=([0-9]+)").matcher(query);
    if (before.find()) {
      left = left.filter(one -> one.id().compareTo(before.group(1)) < 0);
    }
    int most = limit.find() ? Integer.parseInt(limit.group(1)) : 50;
    List<ExecutionView> page = new ArrayList<>(left.limit(most).toList());
    return new Page<>(page, page.size() < most ? null : page.getLast().id());
  }

  private Object act(HttpExchange exchange, String name, AccessToken by) {
    if (by.role() != Role.OPERATOR || refusal != 0) {
      return by.role() != Role.OPERATOR ? 403 : refusal;
    }
    ObjectiveView known = views.get(name);
    if (known != null && known.origin().equals(ObjectiveView.FILE)) {
      return Reply.problem(
          409,
          "objective-of-file",
          name + " is in the objectives' file of this scheduler, and changes there");
    }
    String ifMatch = exchange.getRequestHeaders().getFirst("If-Match");
    if (known != null && ifMatch == null) {
      return Reply.problem(428, "if-match-required", "send If-Match with the ETag that you read");
    }
    if (ifMatch != null && !ifMatch.equals(etag(name))) {
      return Reply.problem(412, "revision-changed", "the objective has changed meanwhile");
    }
    String body = body(exchange);
    acts.add(
        "%s %s %s %s by %s"
            .formatted(exchange.getRequestMethod(), name, ifMatch, body, by.subject()));
    if (exchange.getRequestMethod().equals("DELETE")) {
      return views.remove(name) == null ? unknown(name) : 204;
    }
    return put(name, body, known != null);
  }

  private Object put(String name, String body, boolean known) {
    ObjectiveSpec spec = ProtocolJson.MAPPER.readValue(body, ObjectiveSpec.class);
    try {
      put(MadeUpObjectives.fresh(spec.filled(name)));
      return new Reply(known ? 200 : 201, etag(name), views.get(name));
    } catch (IllegalArgumentException senseless) {
      return Reply.problem(400, "invalid-objective", String.valueOf(senseless.getMessage()));
    }
  }

  private static Reply unknown(String name) {
    return Reply.problem(404, "unknown-objective", "no objective " + name);
  }

  private static String body(HttpExchange exchange) {
    try {
      return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
