package org.meitheal.dashboard.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.text.Quantities;
import org.meitheal.protocol.model.ModelManifest;
import org.meitheal.protocol.registry.DeviceView;
import org.meitheal.protocol.registry.FleetNews;
import org.meitheal.protocol.registry.Heartbeat;

/** Puts together what the scheduler lists and what devices hold. */
final class ModelCards {
  private static final int LISTED_HOLDERS = 50;

  private ModelCards() {}

  /** Models are told apart by name and SHA-256: devices may hold another than the scheduler's. */
  private record Key(String name, String sha256) {}

  /** By name. */
  static List<ModelCard> of(Models models, FleetNews news) {
    Map<Key, List<ModelCard.Holder>> holders = new HashMap<>();
    Map<Key, String> versions = new HashMap<>();
    for (DeviceView device : news.devices().values()) {
      for (Heartbeat.ModelState model : device.models()) {
        Key key = new Key(model.name(), model.sha256());
        versions.put(key, model.version());
        holders
            .computeIfAbsent(key, _ -> new ArrayList<>())
            .add(holder(device, model, models.manifest(model.sha256())));
      }
    }
    Map<String, ModelCard> cards = new TreeMap<>();
    List<Models.Listed> listed = models.listed();
    for (Models.Listed model : listed == null ? List.<Models.Listed>of() : listed) {
      Key key = new Key(model.name(), model.sha256());
      List<ModelCard.Holder> there = holders.getOrDefault(key, List.of());
      holders.remove(key);
      String deadline = Quantities.milliseconds((double) model.defaultDeadlineMs());
      String note = there.isEmpty() ? "No device holds it: requests for it are refused." : null;
      cards.put(sortKey(key), card(key, model.version(), deadline, models, there, note));
    }
    holders.forEach((key, there) ->
        cards.put(
            sortKey(key),
            card(
                key,
                versions.getOrDefault(key, ""),
                null,
                models,
                there,
                listed == null
                    ? null
                    : "The scheduler has no such bundle: no request is sent to it.")));
    return List.copyOf(cards.values());
  }

  private static String sortKey(Key key) {
    return key.name() + " " + key.sha256();
  }

  private static ModelCard card(
      Key key,
      String version,
      @Nullable String deadline,
      Models models,
      List<ModelCard.Holder> holders,
      @Nullable String note) {
    ModelManifest manifest = models.manifest(key.sha256());
    List<ModelCard.Holder> fastestFirst =
        holders.stream()
            .sorted(
                Comparator.comparingDouble(ModelCard.Holder::order)
                    .thenComparing(ModelCard.Holder::device))
            .toList();
    List<ModelCard.Holder> ready =
        fastestFirst.stream().filter(one -> one.ready() && one.online()).toList();
    return new ModelCard(
        key.name(),
        version,
        key.sha256(),
        deadline,
        manifest == null ? null : ModelCard.Facts.of(manifest),
        fastestFirst.stream().limit(LISTED_HOLDERS).toList(),
        fastestFirst.size(),
        ready.size(),
        speeds(ready),
        note);
  }

  private static String speeds(List<ModelCard.Holder> ready) {
    List<ModelCard.Holder> measured =
        ready.stream().filter(one -> Double.isFinite(one.order())).toList();
    if (measured.isEmpty()) {
      return Quantities.UNKNOWN;
    }
    String fastest = measured.getFirst().perImage();
    String slowest = measured.getLast().perImage();
    return fastest.equals(slowest) ? fastest : fastest + " to " + slowest;
  }

  private static ModelCard.Holder holder(
      DeviceView device, Heartbeat.ModelState model, @Nullable ModelManifest manifest) {
    boolean measured = model.samples() > 0 && model.nanosPerMultiplyAdd() > 0;
    double ms =
        manifest == null
            ? model.nanosPerMultiplyAdd()
            : model.nanosPerMultiplyAdd() * ModelCard.multiplyAdds(manifest) / 1e6;
    return new ModelCard.Holder(
        device.id(),
        model.ready(),
        device.liveness().takesWork(),
        measured ? perImage(ms, manifest != null) : "not measured yet",
        measured
            ? "± %s over %d".formatted(Quantities.percent(model.relativeSpread()), model.samples())
            : "",
        measured ? ms : Double.POSITIVE_INFINITY);
  }

  private static String perImage(double value, boolean isMs) {
    return isMs
        ? Quantities.milliseconds(value)
        : String.format(java.util.Locale.ROOT, "%.2f ns a multiply-add", value);
  }
}
