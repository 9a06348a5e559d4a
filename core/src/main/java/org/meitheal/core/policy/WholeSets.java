package org.meitheal.core.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meitheal.core.job.Job;
import org.meitheal.core.job.JobEnding;
import org.meitheal.core.job.JobSet;
import org.meitheal.core.job.Report;

/**
 * Takes on a set only if all of its jobs are expected to be in time without making others late, and
 * gives a set up as a whole. Whatever happens, everything that has not started is planned anew,
 * each job where it is done first. On a device high priority goes before low and earlier deadlines
 * before later ones; a job alone has all cores and gives some back when another comes; what has no
 * cores is suspended and keeps what it has done. A set that is late everywhere replaces one that
 * has more work left, because both count the same.
 */
public final class WholeSets implements Policy {
  private static final double LOOK_AGAIN_MS = 1000;

  private final boolean neighbours;
  private final Sight sight;
  private final Map<Long, HeldSet> sets = new LinkedHashMap<>();
  private final Map<Long, Held> jobs = new HashMap<>();
  private double wakeMs = Double.NEGATIVE_INFINITY;

  /**
   * @param neighbours whether devices help each other
   */
  public WholeSets(boolean neighbours, Sight sight) {
    this.neighbours = neighbours;
    this.sight = sight;
  }

  @Override
  public void released(JobSet set, Control control) {
    HeldSet held = new HeldSet(set);
    sets.put(set.id(), held);
    held.left().forEach(job -> jobs.put(job.job().id(), job));
    plan(control);
  }

  @Override
  public void computed(Job job, Control control) {
    Held held = jobs.remove(job.id());
    HeldSet set = sets.get(job.set());
    if (held != null && set != null) {
      set.left().remove(held);
      if (set.left().isEmpty()) {
        sets.remove(job.set());
      }
    }
    plan(control);
  }

  @Override
  public void reported(Job job, Report report, Control control) {
    Held held = jobs.get(job.id());
    if (held != null && sight.reports()) {
      boolean news = !held.progress().known();
      held.progress().report(report);
      if (news) {
        plan(control);
      }
    }
  }

  @Override
  public void woken(Control control) {
    plan(control);
  }

  @Override
  public void lost(Job job, Control control) {
    HeldSet set = sets.get(job.set());
    if (set != null) {
      set.left().removeIf(held -> held.job().id() == job.id());
      jobs.remove(job.id());
      giveUp(set, JobEnding.DROPPED, control);
    }
    plan(control);
  }

  private void plan(Control control) {
    Plan started = Plan.of(control, started(null), sight);
    dropTheHopeless(started, control);
    started = Plan.of(control, started(null), sight);
    Map<Held, Integer> moves = rescue(started);
    Map<Held, Integer> places = new LinkedHashMap<>();
    Plan plan = started;
    placeAdmitted(plan, null, places);
    for (HeldSet waiting : waiting()) {
      Plan with = plan.copy();
      Map<Held, Integer> more = placeAll(waiting, with);
      if (more != null) {
        waiting.admit();
        places.putAll(more);
        plan = with;
      } else {
        HeldSet victim = moves.isEmpty() ? victim(waiting, control) : null;
        if (victim != null) {
          giveUp(victim, JobEnding.DROPPED, control);
          waiting.admit();
          plan = Plan.of(control, started(null), sight);
          places.clear();
          placeAdmitted(plan, null, places);
        } else if (waiting.left().stream().anyMatch(plan::hopeless)) {
          giveUp(waiting, JobEnding.REFUSED, control);
        }
      }
    }
    act(plan, places, moves, control);
    lookAgain(control);
  }

  private void dropTheHopeless(Plan plan, Control control) {
    for (HeldSet set : List.copyOf(sets.values())) {
      if (!set.high() && set.admitted() && set.left().stream().anyMatch(plan::hopeless)) {
        giveUp(set, JobEnding.DROPPED, control);
      }
    }
  }

  /** Moves of jobs that are late where they are. */
  private Map<Held, Integer> rescue(Plan plan) {
    Map<Held, Integer> moves = new LinkedHashMap<>();
    if (neighbours) {
      for (Held held : started(null)) {
        Outlook here = plan.outlook(held.device());
        if (!held.job().high() && here.finishMs(held) > held.job().deadlineMs()) {
          plan.remove(held);
          Integer refuge = plan.refuge(held);
          if (refuge == null) {
            plan.force(held, held.device());
          } else {
            moves.put(held, refuge);
          }
        }
      }
    }
    return moves;
  }

  private List<Held> started(@Nullable HeldSet except) {
    return sets.values().stream()
        .filter(set -> set != except)
        .flatMap(set -> set.left().stream())
        .filter(Held::started)
        .toList();
  }

  /** Places what is taken on and has not started; what fits nowhere waits. */
  private boolean placeAdmitted(Plan plan, @Nullable HeldSet except, Map<Held, Integer> places) {
    boolean all = true;
    for (HeldSet set : byDeadline()) {
      if (set != except && (set.high() || set.admitted())) {
        for (Held held : set.left()) {
          all &= held.started() || placeOne(set, held, plan, places);
        }
      }
    }
    return all;
  }

  private boolean placeOne(HeldSet set, Held held, Plan plan, Map<Held, Integer> places) {
    if (set.high()) {
      plan.force(held, held.job().source());
      places.put(held, held.job().source());
      return true;
    }
    Integer device = plan.place(held, neighbours);
    if (device != null) {
      places.put(held, device);
    }
    return device != null;
  }

  private @Nullable Map<Held, Integer> placeAll(HeldSet set, Plan plan) {
    Map<Held, Integer> places = new LinkedHashMap<>();
    for (Held held : set.left()) {
      if (!placeOne(set, held, plan, places)) {
        return null;
      }
    }
    return places;
  }

  /** A set with more work left, without which this one is in time; the one with the most. */
  private @Nullable HeldSet victim(HeldSet waiting, Control control) {
    double needed = work(waiting, control);
    List<HeldSet> larger =
        sets.values().stream()
            .filter(set -> set.admitted() && !set.high() && work(set, control) > needed)
            .sorted(Comparator.comparingDouble((HeldSet set) -> -work(set, control)))
            .toList();
    for (HeldSet victim : larger) {
      Plan without = Plan.of(control, started(victim), sight);
      Map<Held, Integer> places = new LinkedHashMap<>();
      if (placeAdmitted(without, victim, places) && placeAll(waiting, without) != null) {
        return victim;
      }
    }
    return null;
  }

  /** Milliseconds on the fewest cores that are left of it. */
  private double work(HeldSet set, Control control) {
    double sum = 0;
    for (Held held : set.left()) {
      CoreShares.Claim claim = Plan.claim(held, control.nowMs(), sight.cautious(), 0);
      sum += claim.left() * claim.wholeMs(held.job().times().fewestCores());
    }
    return sum;
  }

  private List<HeldSet> waiting() {
    return byDeadline().stream().filter(set -> !set.high() && !set.admitted()).toList();
  }

  private List<HeldSet> byDeadline() {
    return sets.values().stream()
        .sorted(Comparator.comparingDouble(set -> set.set().deadlineMs()))
        .toList();
  }

  private void giveUp(HeldSet set, JobEnding ending, Control control) {
    sets.remove(set.set().id());
    for (Held held : set.left()) {
      jobs.remove(held.job().id());
      control.stop(held.job(), ending);
    }
  }

  /** Takes cores away before it gives any. */
  private void act(
      Plan plan, Map<Held, Integer> places, Map<Held, Integer> moves, Control control) {
    List<Runnable> more = new ArrayList<>();
    for (int device = 0; device < control.devices(); device++) {
      List<CoreShares.Claim> claims = plan.outlook(device).claims();
      int[] shares = plan.outlook(device).shares();
      for (int i = 0; i < shares.length; i++) {
        change(claims.get(i).held(), device, shares[i], places, moves, control, more);
      }
    }
    more.forEach(Runnable::run);
  }

  private static void change(
      Held held,
      int device,
      int cores,
      Map<Held, Integer> places,
      Map<Held, Integer> moves,
      Control control,
      List<Runnable> later) {
    double now = control.nowMs();
    if (moves.containsKey(held)) {
      held.start(device, now, cores);
      control.move(held.job(), device, cores);
    } else if (held.started()) {
      int before = held.progress().cores();
      if (cores != before) {
        held.progress().cores(now, cores);
        if (cores < before) {
          control.setCores(held.job(), cores);
        } else {
          later.add(() -> control.setCores(held.job(), cores));
        }
      }
    } else if (cores > 0 && places.containsKey(held)) {
      held.start(device, now, cores);
      later.add(() -> control.start(held.job(), device, cores));
    }
  }

  /** Without reports nothing tells that a job takes long, but the time that passes. */
  private void lookAgain(Control control) {
    if (!sets.isEmpty() && wakeMs <= control.nowMs()) {
      wakeMs = control.nowMs() + LOOK_AGAIN_MS;
      control.wakeAt(wakeMs);
    }
  }
}
