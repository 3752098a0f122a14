"""The workloads, in the order of the report. A name may end in @spinN: the builder's spin ceiling in microseconds."""

GROUPS = {
    "Spawning": """
        mt_spawn_many_local mt_spawn_many_worker mt_spawn_many_remote_idle mt_spawn_many_remote_busy1
        mt_spawn_many_remote_busy2 mt_chained_spawn ct_spawn_many_local ct_spawn_many_remote_idle
        basic_spawn1 basic_spawn10 basic_spawn1000 threaded_spawn1 threaded_spawn10 threaded_spawn1000
        threaded_spawn1_pool threaded_spawn10_pool threaded_spawn1000_pool""",
    "Switching": "mt_yield_many mt_ping_pong",
    "Blocking pool": "spawn_blocking_1 spawn_blocking_2 spawn_blocking_1_pool spawn_blocking_2_pool",
    "Channels": """
        mpsc_cont_bounded mpsc_cont_bounded_full mpsc_cont_unbounded
        mpsc_cont_bounded_many mpsc_cont_bounded_full_many mpsc_cont_unbounded_many
        mpsc_cont_bounded_pool mpsc_cont_bounded_full_pool mpsc_cont_unbounded_pool
        mpsc_unc_bounded mpsc_unc_unbounded mpsc_create_100 mpsc_send_medium
        request_reply_mt request_reply_mt_pool request_reply_mt1 request_reply_mt1_pool request_reply_ct oneshot_local""",
    "Locks": """
        sem_unc_multi sem_unc_multi_pool sem_unc_concurrent_multi sem_unc_concurrent_multi_pool
        sem_unc_concurrent_single sem_cont_concurrent_multi sem_cont_concurrent_multi_pool sem_cont_concurrent_single
        rw_unc_read rw_unc_read_pool rw_unc_concurrent_multi rw_unc_concurrent_multi_pool rw_unc_concurrent_single
        rw_cont_concurrent_multi rw_cont_concurrent_multi_pool rw_cont_concurrent_single""",
    "Signals": """
        notify_one_10 notify_one_100 notify_waiters_10 notify_waiters_500 watch_10 watch_100 watch_1000
        broadcast_10 broadcast_100 broadcast_1000 broadcast_10_pool broadcast_100_pool""",
    "Timers": """
        time_timeout_ct time_timeout_mt time_sleep_ct time_sleep_mt timer_held_ct timer_held_mt
        timer_fire_ct timer_fire_mt""",
    "Memory": "mem_notify mem_sleep mem_oneshot mem_notify_ct mem_sleep_ct mem_oneshot_ct",
    "Harm": "harm_burst harm_behind",
    "CPU of wakes": """
        wakes_0 wakes_10 wakes_1000 wakes_10000 wakes_100000
        wakes_0@spin0 wakes_10@spin0 wakes_1000@spin0 wakes_10000@spin0 wakes_100000@spin0""",
}

# Their runtime has one worker, whatever --workers says.
ONE_WORKER = ("threaded_", "request_reply_mt1")

# A million tasks at once.
BIG_HEAP = ("mem_", "timer_")

# What is printed, but is no cost.
NO_COST = {"polls_per_s"}


def all_names():
    return [name for names in GROUPS.values() for name in names.split()]


def group_of(name):
    return next(group for group, names in GROUPS.items() if name in names.split())
