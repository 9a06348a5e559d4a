package org.meitheal.scheduler.record;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.scheduler.DecisionView;
import org.meitheal.scheduler.record.DecisionFeed.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events {@code decision} with a {@link DecisionView}: the newest at first, oldest of
 * them in front; then each as it is made, and again when its execution has ended. The same id means
 * the same decision. A comment each second tells the watcher that the service lives.
 */
@RestController
@Tag(name = "Decisions")
class DecisionWatchController {
  private static final Logger log = LoggerFactory.getLogger(DecisionWatchController.class);
  private static final long HEARTBEAT_MS = 1_000;
  private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

  private final DecisionFeed feed;
  private final DecisionRecord record;
  private final JsonMapper json;

  DecisionWatchController(DecisionFeed feed, DecisionRecord record, JsonMapper json) {
    this.feed = feed;
    this.record = record;
    this.json = json;
  }

  @GetMapping(path = "/v1/decisions/watch", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(summary = "Decisions as they are made, and as their executions end")
  void watch(
      @RequestParam(defaultValue = "50") int recent,
      @RequestParam(defaultValue = "all") String candidates,
      HttpServletResponse response)
      throws IOException {
    UnaryOperator<DecisionView> shape = shape(candidates);
    Watcher watcher = feed.watch();
    if (watcher == null) {
      throw new ProblemException(503, "too-many-watchers", true, "too many watch already");
    }
    try (watcher) {
      response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
      response.setHeader("Cache-Control", "no-store");
      ServletOutputStream out = response.getOutputStream();
      for (DecisionView decision : newest(recent)) {
        write(out, shape.apply(decision));
      }
      out.flush();
      follow(watcher, shape, out);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (IOException gone) {
      log.debug("A watcher went away");
    }
  }

  private List<DecisionView> newest(int recent) {
    if (recent == 0) {
      return List.of();
    }
    int limit = PageLimit.check(recent);
    return record.decisions(DecisionQuery.newest(limit)).reversed();
  }

  /** Who shows many decisions need not read what each of them was compared with. */
  private static UnaryOperator<DecisionView> shape(String candidates) {
    return switch (candidates) {
      case "all" -> UnaryOperator.identity();
      case "chosen" -> DecisionView::withChosenOnly;
      default ->
          throw new ProblemException(
              400, "invalid-candidates", false, "candidates is 'all' or 'chosen'");
    };
  }

  private void follow(Watcher watcher, UnaryOperator<DecisionView> shape, ServletOutputStream out)
      throws IOException, InterruptedException {
    while (watcher.isOpen()) {
      @Nullable DecisionView decision = watcher.next(HEARTBEAT_MS);
      if (decision == null) {
        out.write(HEARTBEAT);
      } else {
        write(out, shape.apply(decision));
      }
      out.flush();
    }
  }

  private void write(ServletOutputStream out, DecisionView decision) throws IOException {
    out.write(
        ("event: decision\nid: " + decision.id() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
    out.write(json.writeValueAsBytes(decision));
    out.write("\n\n".getBytes(StandardCharsets.UTF_8));
  }
}
