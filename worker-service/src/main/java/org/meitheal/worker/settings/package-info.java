/** What an operator may configure. */
@NullMarked
package org.meitheal.worker.settings;

import org.jspecify.annotations.NullMarked;
