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
 * What {@link WholeSets} knows and does in one cell. However much waits there, an event looks at a
 * bounded part of it anew: what is most urgent; the rest keeps the place that it had.
 */
final class CellOfSets {
  private static final double LOOK_AGAIN_MS = 1000;

  /** Of jobs that wait for cores. */
  private static final int MOST_PLACED = 8;

  /** Of sets that were not taken on yet. */
  private static final int MOST_TRIED = 4;

  private static final int MOST_VICTIMS = 4;

  private final List<Integer> devices;
  private final boolean neighbours;
  private final Sight sight;
  private final Map<Long, HeldSet> sets = new LinkedHashMap<>();
  private final Map<Long, Held> jobs = new HashMap<>();
  private double wakeMs = Double.NEGATIVE_INFINITY;

  CellOfSets(List<Integer> devices, boolean neighbours, Sight sight) {
    this.devices = List.copyOf(devices);
    this.neighbours = neighbours;
    this.sight = sight;
  }

  void released(JobSet set, Control control) {
    HeldSet held = new HeldSet(set);
    sets.put(set.id(), held);
    held.left().forEach(job -> jobs.put(job.job().id(), job));
    plan(control);
  }

  void computed(Job job, Control control) {
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

  void reported(Job job, Report report, Control control) {
    Held held = jobs.get(job.id());
    if (held != null && sight.reports()) {
      boolean news = !held.progress().known();
      held.progress().report(report);
      if (news) {
        plan(control);
      }
    }
  }

  void woken(Control control) {
    if (wakeMs <= control.nowMs()) {
      plan(control);
    }
  }

  void lost(Job job, Control control) {
    HeldSet set = sets.get(job.set());
    if (set != null) {
      set.left().removeIf(held -> held.job().id() == job.id());
      jobs.remove(job.id());
      giveUp(set, JobEnding.DROPPED, control);
    }
    plan(control);
  }

  private void plan(Control control) {
    List<Held> queue = queue();
    Plan plan = planOf(queue, control);
    if (dropTheHopeless(plan, control)) {
      queue = queue();
      plan = planOf(queue, control);
    }
    Map<Held, Integer> moves = rescue(plan);
    Map<Held, Integer> places = new LinkedHashMap<>();
    keepPlaces(queue).forEach(held -> places.put(held, held.planned()));
    for (Held held : queue.subList(0, urgent(queue))) {
      placeOne(held, plan, places);
    }
    for (HeldSet waiting : waiting()) {
      plan = tryToAdmit(waiting, plan, places, moves.isEmpty(), control);
    }
    places.forEach(Held::plan);
    act(plan, places, moves, control);
    lookAgain(control);
  }

  private Plan planOf(List<Held> queue, Control control) {
    return Plan.of(control, devices, started(), keepPlaces(queue), sight);
  }

  private static int urgent(List<Held> queue) {
    return Math.min(MOST_PLACED, queue.size());
  }

  /** What is less urgent, and fitted somewhere. */
  private static List<Held> keepPlaces(List<Held> queue) {
    return queue.subList(urgent(queue), queue.size()).stream()
        .filter(held -> held.planned() != Held.NOWHERE)
        .toList();
  }

  /** Takes a set on if it fits, or fits without another one; gives it up if it never will. */
  private Plan tryToAdmit(
      HeldSet waiting, Plan plan, Map<Held, Integer> places, boolean mayReplace, Control control) {
    Plan with = plan.copy();
    Map<Held, Integer> more = placeAll(waiting, with);
    if (more == null && mayReplace) {
      for (HeldSet victim : victims(waiting, control)) {
        Plan without = plan.copy();
        victim.left().forEach(held -> takeAway(held, without, places));
        more = placeAll(waiting, without);
        if (more != null) {
          giveUp(victim, JobEnding.DROPPED, control);
          victim.left().forEach(places::remove);
          with = without;
          break;
        }
      }
    }
    if (more != null) {
      waiting.admit();
      places.putAll(more);
      return with;
    }
    if (waiting.left().stream().anyMatch(plan::hopeless)) {
      giveUp(waiting, JobEnding.REFUSED, control);
    }
    return plan;
  }

  private static void takeAway(Held held, Plan plan, Map<Held, Integer> places) {
    Integer planned = places.get(held);
    if (held.started()) {
      plan.remove(held, held.device());
    } else if (planned != null) {
      plan.remove(held, planned);
    }
  }

  private boolean dropTheHopeless(Plan plan, Control control) {
    boolean any = false;
    for (HeldSet set : List.copyOf(sets.values())) {
      if (!set.high() && set.admitted() && set.left().stream().anyMatch(plan::hopeless)) {
        giveUp(set, JobEnding.DROPPED, control);
        any = true;
      }
    }
    return any;
  }

  /** Moves of jobs that are late where they are. */
  private Map<Held, Integer> rescue(Plan plan) {
    Map<Held, Integer> moves = new LinkedHashMap<>();
    if (neighbours) {
      for (Held held : started()) {
        Outlook here = plan.outlook(held.device());
        if (!held.job().high() && here.finishMs(held) > held.job().deadlineMs()) {
          plan.remove(held, held.device());
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

  private List<Held> started() {
    List<Held> started = new ArrayList<>();
    for (HeldSet set : sets.values()) {
      for (Held held : set.left()) {
        if (held.started()) {
          started.add(held);
        }
      }
    }
    return started;
  }

  /** What is taken on and has not started, the most urgent first. */
  private List<Held> queue() {
    List<Held> queue = new ArrayList<>();
    for (HeldSet set : byDeadline()) {
      if (set.high() || set.admitted()) {
        set.left().stream().filter(held -> !held.started()).forEach(queue::add);
      }
    }
    return queue;
  }

  private boolean placeOne(Held held, Plan plan, Map<Held, Integer> places) {
    if (held.job().high()) {
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
      if (!placeOne(held, plan, places)) {
        return null;
      }
    }
    return places;
  }

  /** Sets with more work left than this one, those with the most first. */
  private List<HeldSet> victims(HeldSet waiting, Control control) {
    double needed = work(waiting, control);
    record Work(HeldSet set, double ms) {}
    return sets.values().stream()
        .filter(set -> set.admitted() && !set.high())
        .map(set -> new Work(set, work(set, control)))
        .filter(work -> work.ms() > needed)
        .sorted(Comparator.comparingDouble(Work::ms).reversed())
        .limit(MOST_VICTIMS)
        .map(Work::set)
        .toList();
  }

  /** Milliseconds on the fewest cores that are left of it. */
  private double work(HeldSet set, Control control) {
    double sum = 0;
    for (Held held : set.left()) {
      Claim claim = Plan.claim(held, control.nowMs(), sight.cautious(), 0);
      sum += claim.left() * claim.wholeMs(held.job().times().fewestCores());
    }
    return sum;
  }

  private List<HeldSet> waiting() {
    return byDeadline().stream()
        .filter(set -> !set.high() && !set.admitted())
        .limit(MOST_TRIED)
        .toList();
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
    for (int device : devices) {
      List<Claim> claims = plan.outlook(device).claims();
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
