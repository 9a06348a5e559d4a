/** The command line. */
@NullMarked
package org.meitheal.lab.command;

import org.jspecify.annotations.NullMarked;
