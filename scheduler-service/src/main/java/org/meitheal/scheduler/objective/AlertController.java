package org.meitheal.scheduler.objective;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.meitheal.protocol.scheduler.AlertView;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Objectives")
class AlertController {
  private final Objectives objectives;
  private final ObjectiveViews views;

  AlertController(Objectives objectives, ObjectiveViews views) {
    this.objectives = objectives;
    this.views = views;
  }

  @GetMapping("/v1/alerts")
  @Operation(summary = "Alerts that fire, the worst budget first")
  List<AlertView> firing() {
    return objectives.all().stream()
        .sorted(WorstFirst.ORDER)
        .flatMap(each -> views.alerts(each.latest()).stream())
        .toList();
  }
}
