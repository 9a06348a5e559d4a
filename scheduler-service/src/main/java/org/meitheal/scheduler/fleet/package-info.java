/** What this site knows of its devices: the registry's news, its own probes, its own work. */
@NullMarked
package org.meitheal.scheduler.fleet;

import org.jspecify.annotations.NullMarked;
