package org.meitheal.registry.device;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.fleet.DeviceId;
import org.meitheal.core.fleet.Tier;
import org.meitheal.protocol.identity.AccessToken;
import org.meitheal.protocol.problem.ProblemException;
import org.meitheal.protocol.registry.DevicePatch;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.registry.fleet.Fleet;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Devices for people and services. */
@RestController
@RequestMapping("/v1/devices")
class DeviceController {
  private static final int MAX_PAGE = 1_000;

  private final Fleet fleet;
  private final DeviceAdministration administration;

  DeviceController(Fleet fleet, DeviceAdministration administration) {
    this.fleet = fleet;
    this.administration = administration;
  }

  /** In the order of their ids; the page after this one follows its last id. */
  @GetMapping
  List<DeviceView> list(
      @RequestParam(required = false) @Nullable Tier tier,
      @RequestParam(required = false) @Nullable String zone,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(defaultValue = "200") int limit,
      @RequestParam(required = false) @Nullable String after) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new ProblemException(
          400, "invalid-filter", false, "limit must lie between 1 and " + MAX_PAGE + ".");
    }
    DeviceFilter filter = new DeviceFilter(tier, zone, state, after);
    return fleet.views().stream().filter(filter::matches).limit(limit).toList();
  }

  @GetMapping("/{id}")
  ResponseEntity<DeviceView> get(@PathVariable String id) {
    DeviceView view = fleet.view(DeviceIds.parse(id)).orElseThrow(() -> Fleet.unknown(id));
    return ResponseEntity.ok().eTag(Etag.of(view.revision())).body(view);
  }

  @PatchMapping("/{id}")
  ResponseEntity<DeviceView> patch(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody DevicePatch patch,
      AccessToken caller) {
    DeviceId device = DeviceIds.parse(id);
    administration.setState(
        device, Etag.expected(ifMatch), patch.operatorState(), caller.subject());
    return get(id);
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      AccessToken caller) {
    administration.delete(DeviceIds.parse(id), Etag.expected(ifMatch), caller.subject());
  }
}
