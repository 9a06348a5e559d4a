package org.meitheal.scheduler.trust;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.identity.Role;
import org.meitheal.protocol.scheduler.ExclusionView;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/exclusions")
@Tag(name = "Exclusions", description = "Devices that take no part in divisions")
class ExclusionController {
  private static final int LONGEST_NAME = 128;

  private final Trust trust;

  ExclusionController(Trust trust) {
    this.trust = trust;
  }

  @GetMapping
  @Operation(summary = "All of them, by device")
  List<ExclusionView> list() {
    return trust.exclusions();
  }

  /**
   * @param by the operator that a service acts for; of an operator itself, its own name counts
   */
  @DeleteMapping("/{device}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "The device takes part in divisions again")
  void takeBack(
      @PathVariable String device,
      @RequestParam(required = false) @Nullable String by,
      HttpServletRequest request) {
    AccessToken caller = Objects.requireNonNull(AccessToken.of(request));
    trust.takeBack(device, operator(caller, by));
  }

  private static String operator(AccessToken caller, @Nullable String by) {
    return by != null && by.length() <= LONGEST_NAME && caller.role() == Role.SERVICE
        ? by
        : caller.subject();
  }
}
