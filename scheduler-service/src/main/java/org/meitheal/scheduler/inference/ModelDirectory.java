package org.meitheal.scheduler.inference;

import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.meitheal.protocol.oip.ModelMetadata;
import org.meitheal.protocol.oip.OipException;
import org.meitheal.protocol.oip.ServerMetadata;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.scheduler.catalog.Model;
import org.meitheal.scheduler.catalog.Models;
import org.meitheal.scheduler.fleet.SiteFleet;
import org.meitheal.scheduler.planning.TicketKeyPublisher;

/** What models there are, and whether the fleet can run them now. */
final class ModelDirectory {
  private static final List<String> EXTENSIONS =
      List.of(
          "binary_tensor_data",
          "model_repository",
          "model_configuration",
          "statistics",
          "parameters");

  private static final String VERSION = "0.1.0";

  private final Models models;
  private final SiteFleet fleet;
  private final TicketKeyPublisher ticketKey;

  ModelDirectory(Models models, SiteFleet fleet, TicketKeyPublisher ticketKey) {
    this.models = models;
    this.fleet = fleet;
    this.ticketKey = ticketKey;
  }

  ServerMetadata server() {
    return new ServerMetadata("meitheal", VERSION, EXTENSIONS);
  }

  List<Model> all() {
    return models.all();
  }

  /**
   * @throws OipException 404 if there is no such model or version
   */
  Model find(String name, @Nullable String version) {
    return models
        .find(name, version)
        .orElseThrow(() ->
            new OipException(
                404,
                version == null
                    ? "unknown model '" + name + "'"
                    : "unknown model '" + name + "' version '" + version + "'"));
  }

  ModelMetadata metadata(Model model) {
    ModelMetadata one = ModelMetadata.of(model.manifest());
    return new ModelMetadata(
        one.name(), models.versions(one.name()), one.platform(), one.inputs(), one.outputs());
  }

  /** Devices that could take work for it now. */
  long holders(Model model) {
    return StreamSupport.stream(fleet.devices().spliterator(), false)
        .filter(device -> device.liveness().takesWork() && holds(device, model))
        .count();
  }

  /**
   * @throws OipException 503 if no device holds it ready
   */
  void requireReady(Model model) {
    if (holders(model) == 0) {
      throw new OipException(503, "no device holds model '" + model.name() + "' ready");
    }
  }

  /**
   * @throws OipException 503 if nothing could be sent to any worker yet
   */
  void requireReady() {
    if (!fleet.hasNews()) {
      throw new OipException(503, "the registry has not been heard yet");
    }
    if (!ticketKey.isPublished()) {
      throw new OipException(503, "the registry does not know this scheduler's ticket key yet");
    }
  }

  private static boolean holds(DeviceView device, Model model) {
    return device.models().stream()
        .anyMatch(held -> held.ready() && held.sha256().equals(model.sha256()));
  }
}
