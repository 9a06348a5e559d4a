/**
 * The one folder that the lab keeps everything in: keys, logs, database, extracted programs; and
 * its lock.
 */
@NullMarked
package org.meitheal.lab.state;

import org.jspecify.annotations.NullMarked;
