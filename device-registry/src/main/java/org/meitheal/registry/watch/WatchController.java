package org.meitheal.registry.watch;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams changes. A follower's request keeps its virtual thread for as long as it lasts. */
@RestController
class WatchController {
  private static final Logger log = LoggerFactory.getLogger(WatchController.class);

  private final WatchHub hub;

  WatchController(WatchHub hub) {
    this.hub = hub;
  }

  /**
   * An id that is no version, or one too old to resume from, gets a snapshot.
   *
   * @param devicesPerSecond changes of devices that are told at most, the newest of each; zero is
   *     for all. There is no resuming where some are left out
   * @param linksPerSecond the same of links
   * @param segments whether devices come with what each segment of each model takes
   */
  @GetMapping(path = "/v1/watch", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void watch(
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      @RequestParam(name = "devices_per_second", defaultValue = "0") int devicesPerSecond,
      @RequestParam(name = "links_per_second", defaultValue = "0") int linksPerSecond,
      @RequestParam(defaultValue = "true") boolean segments,
      HttpServletResponse response) {
    Follower follower =
        hub.join(version(lastEventId), Wish.of(devicesPerSecond, linksPerSecond, segments));
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Accel-Buffering", "no");
    try {
      follower.writeTo(response.getOutputStream());
    } catch (IOException gone) {
      log.debug("a follower went away: {}", gone.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      hub.leave(follower);
    }
  }

  private static @Nullable Long version(@Nullable String lastEventId) {
    return lastEventId != null && lastEventId.matches("\\d{1,18}")
        ? Long.valueOf(lastEventId)
        : null;
  }
}
