package io.github.cameldoshii.chaos;

import io.github.cameldoshii.simulator.state.Kind;

/** One thing that happens in a schedule. Picks are numbers that are taken modulo what there is to pick from. */
sealed interface Step {

    /** Name under which steps are counted. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** Something changes at the service. */
    sealed interface Data extends Step {}

    /** An entity comes into being. */
    record Create(Kind entity, int location) implements Data {}

    /** An entity, mostly one of the newer, changes. */
    record Change(int pick) implements Data {}

    /** A transaction of an order comes into being or changes, and the service touches the order. */
    record Pay(int pick) implements Data {}

    /** A check-in, booking or loyalty check-in is deleted. */
    record Delete(int pick) implements Data {}

    /** So many orders are created and changed as fast as possible. */
    record Burst(int location, int orders) implements Data {}

    /** The event of a creation is never sent, and nothing else goes wrong: only reconciliation can find it. */
    record ForgetToTell(Kind entity, int location) implements Data {}

    /** Something goes wrong with the socket. */
    sealed interface SocketFault extends Step {}

    /** TCP RST. */
    record Reset() implements SocketFault {}

    record Close(int code) implements SocketFault {}

    /** Dead both ways while TCP stays up. */
    record HalfOpen() implements SocketFault {}

    /** The service reads and answers nothing any more. */
    record Silent() implements SocketFault {}

    /** Cut, and so many upgrades are never answered. */
    record HangingUpgrade(int times) implements SocketFault {}

    /** Cut, and so many upgrades are answered 503 with Retry-After. */
    record BusyUpgrade(int times) implements SocketFault {}

    /** Cut, and an upgrade is answered with this status. */
    record RefusedUpgrade(int status) implements SocketFault {}

    /** Cut, and so many sockets are closed as soon as they are open. */
    record AcceptThenClose(int times) implements SocketFault {}

    /** The next event is not sent: its connection is reset instead. */
    record CutInsteadOfEvent() implements SocketFault {}

    /** Of the next event half is sent, then the connection is reset. */
    record CutWithinEvent() implements SocketFault {}

    /** An entity changes and the connection is reset right behind its event. */
    record CutBehindEvent(int pick) implements SocketFault {}

    /** A message that cannot be read. */
    record Garbage(String text) implements SocketFault {}

    /** Something goes wrong with the REST API. */
    sealed interface RestFault extends Step {}

    record RestStatus(int status, int times) implements RestFault {}

    /** 429 with Retry-After of a second. */
    record RestBusy(int times) implements RestFault {}

    record RestHangs(int times) implements RestFault {}

    record RestHtml(int times) implements RestFault {}

    record RestTruncated(boolean reset) implements RestFault {}

    record RestBrokenGzip() implements RestFault {}

    /** Of one page the first row cannot be read. */
    record MalformedRow() implements RestFault {}

    /** The sockets are reset while a page is read. */
    record CutDuringCatchUp(int page) implements RestFault {}

    /** An order becomes larger than what the client takes, or large enough that not many fit a page. */
    record Bloat(int pick, boolean tooLarge) implements Data {}

    /** The wall clock of the routes' machine is set, at once, whatever goes on. */
    record SetClock(long aheadMillis) implements Step {}

    /** Something is done on the consumer's side. */
    sealed interface Control extends Step {}

    /** From now on the route takes this long for an exchange; 0 for as fast as it can. */
    record Pace(int millis) implements Control {}

    /** From now on one exchange in so many fails after its work was done; 0 for none. */
    record Failures(int oneIn) implements Control {}

    record StopRoute(int route) implements Control {}

    record StartRoute(int route) implements Control {}

    record SuspendRoute(int route) implements Control {}

    record ResumeRoute(int route) implements Control {}

    /** The CamelContext is stopped. */
    record StopContext() implements Control {}

    /** A new CamelContext is started. */
    record StartContext() implements Control {}

    /** Another machine is elected, and takes over while the first still works. */
    record TakeOver() implements Control {}

    /** The process is killed (SIGKILL). */
    record Kill() implements Control {}

    /** A new process is started. */
    record Spawn() implements Control {}
}
