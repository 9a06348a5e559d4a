package org.meitheal.scheduler.trust;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.scheduler.EventView;
import org.meitheal.protocol.scheduler.Page;
import org.meitheal.scheduler.record.PageLimit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Events")
class EventController {
  private final Trust trust;

  EventController(Trust trust) {
    this.trust = trust;
  }

  @GetMapping("/v1/events")
  @Operation(summary = "Events, newest first")
  Page<EventView> list(
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(defaultValue = "50") int limit) {
    List<EventView> events = trust.events(before, PageLimit.check(limit));
    return new Page<>(events, events.size() < limit ? null : events.getLast().id());
  }
}
