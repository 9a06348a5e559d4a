/** Fakes of the services that the scheduler talks to, over real HTTP. */
package org.meitheal.scheduler.testing;
