package org.meitheal.dashboard.trial;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.model.Models;
import org.meitheal.dashboard.signin.OperatorTokens;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.registry.RegistryFollower;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;

/** Puts the form together from what is known now. */
@Component
class TrialForms {
  private final Models models;
  private final RegistryFollower registry;
  private final Samples samples;
  private final OperatorTokens tokens;
  private final DataSize limit;

  TrialForms(
      Models models,
      RegistryFollower registry,
      Samples samples,
      OperatorTokens tokens,
      @Value("${spring.servlet.multipart.max-file-size}") DataSize limit) {
    this.models = models;
    this.registry = registry;
    this.samples = samples;
    this.tokens = tokens;
    this.limit = limit;
  }

  /**
   * @param wish that it is filled in with
   * @param photoLost whether a photo was chosen that the page cannot show as chosen again
   */
  void add(Wish wish, boolean photoLost, @Nullable SignedIn who, Model model) {
    boolean operates = who != null && who.isOperator();
    model.addAttribute("who", who);
    model.addAttribute("operates", operates);
    model.addAttribute("needsKey", who != null && operates && tokens.of(who) == null);
    model.addAttribute("wish", wish);
    model.addAttribute("limitBytes", limit.toBytes());
    model.addAttribute("limit", limit());
    model.addAttribute("form", new TrialForm(names(), sources(), samples.names(), photoLost));
  }

  /** Of a photo, in words. */
  String limit() {
    return limit.toMegabytes() + " MB";
  }

  private @Nullable List<String> names() {
    List<Models.Listed> listed = models.listed();
    return listed == null
        ? null
        : listed.stream().map(Models.Listed::name).distinct().sorted().toList();
  }

  private List<String> sources() {
    return registry.news().devices().keySet().stream().sorted().toList();
  }
}
