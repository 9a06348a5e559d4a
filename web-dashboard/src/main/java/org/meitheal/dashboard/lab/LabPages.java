package org.meitheal.dashboard.lab;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meitheal.dashboard.signin.SignedIn;
import org.meitheal.protocol.lab.LabStatus.ProcessStatus;
import org.meitheal.protocol.lab.LabView;
import org.meitheal.protocol.lab.LinkStatus;
import org.meitheal.protocol.lab.LoadChoices;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** Puts the lab's page together. */
@WhereALabRuns
@Service
class LabPages {
  private final LabWatch watch;
  private final InstantSource clock;

  LabPages(LabWatch watch, InstantSource clock) {
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * What a page is asked for.
   *
   * @param choice none where no links are named
   * @param where the part of it that {@code problem} is about
   * @param problem empty where there is none
   */
  record Asked(
      @Nullable LinkChoice choice, LoadForm load, String done, String where, String problem) {
    static Asked of(@Nullable LinkChoice choice) {
      return new Asked(choice, LoadForm.FIRST, "", "", "");
    }

    Asked done(String what) {
      return new Asked(choice, load, what, where, problem);
    }

    Asked problem(String at, String why) {
      return new Asked(choice, load, done, at, why);
    }
  }

  String show(Asked asked, HttpServletRequest request, Model model) {
    LabNews news = watch.look();
    SignedIn who = SignedIn.of(request);
    boolean operates = who != null && who.isOperator();
    model.addAttribute("page", LabPage.of(news));
    model.addAttribute("form", LinkForm.of(choice(asked.choice(), news), links(news)));
    model.addAttribute("load", asked.load());
    model.addAttribute("choices", choices(news));
    model.addAttribute("devices", devices(news));
    model.addAttribute("sources", List.of(news.source(clock.instant())));
    model.addAttribute("done", asked.done());
    model.addAttribute("where", asked.where());
    model.addAttribute("problem", asked.problem());
    model.addAttribute("operates", operates);
    model.addAttribute("topics", LabLive.topics(operates));
    model.addAttribute("who", who);
    return "lab";
  }

  /** At first the links to the cloud: nobody means to change all links at once. */
  private static LinkChoice choice(@Nullable LinkChoice asked, LabNews news) {
    if (asked != null) {
      return asked;
    }
    String cloud =
        news.view() == null
            ? LinkChoice.ANY
            : news.view().status().processes().stream()
                .filter(process -> process.kind().equals("cloud"))
                .map(ProcessStatus::name)
                .findFirst()
                .orElse(LinkChoice.ANY);
    return new LinkChoice(LinkChoice.ANY, cloud, false);
  }

  private static List<LinkStatus> links(LabNews news) {
    LabView view = news.view();
    return view == null ? List.of() : view.links();
  }

  private static LoadChoices choices(LabNews news) {
    LabView view = news.view();
    return view == null ? new LoadChoices(List.of(), List.of()) : view.status().loadChoices();
  }

  private static List<String> devices(LabNews news) {
    LabView view = news.view();
    return view == null
        ? List.of()
        : view.status().processes().stream()
            .filter(process -> process.kind().equals("device"))
            .map(ProcessStatus::name)
            .toList();
  }

  /** The lab as it is now, for who is about to change it. */
  LabView look() {
    LabNews news = watch.look();
    LabView view = news.view();
    if (view == null || !news.here()) {
      throw notNow();
    }
    return view;
  }

  static ResponseStatusException notNow() {
    return new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
  }

  static SignedIn operator(HttpServletRequest request) {
    SignedIn who = SignedIn.of(request);
    if (who == null || !who.isOperator()) {
      throw new ResponseStatusException(HttpStatus.FORBIDDEN);
    }
    return who;
  }
}
