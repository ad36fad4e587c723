/* unavailable signal.wakeup - needs a probe on the kernel function signal_wake_up_state */
/* unavailable signal.force_segv - needs a probe on the kernel function force_sigsegv */
/* unavailable signal.force_segv.return - needs a probe on the return of the kernel function force_sigsegv */
/* unavailable signal.flush - needs a probe on the kernel function flush_signals */
/* unavailable scheduler.cpu_on - needs a probe on the kernel function finish_task_switch */
/* unavailable scheduler.tick - needs a probe on the kernel function scheduler_tick */
/* unavailable scheduler.balance - needs a probe on the kernel function balance_fair */
/* unavailable vm.pagefault.return - needs a probe on the return of the kernel function handle_mm_fault */
/* unavailable vm.write_shared - needs a probe on the kernel function do_wp_page */
/* unavailable vm.write_shared_copy - needs a probe on the kernel function copy_page_range */
/* unavailable ioblock_trace.bounce - today's kernels have no such tracepoint */
/* unavailable ioscheduler.elv_next_request - needs a probe on the kernel function elv_next_request */
/* unavailable ioscheduler.elv_next_request.return - needs a probe on the return of the kernel function elv_next_request */
/* unavailable ioscheduler.elv_completed_request - needs a probe on the kernel function elv_completed_request; ioscheduler_trace has one */
/* unavailable ioscheduler.elv_add_request - needs a probe on the kernel function __elv_add_request */
/* unavailable ioscheduler_trace.elv_abort_request - today's kernels have no such tracepoint */
/* unavailable ioscheduler_trace.unplug_timer - today's kernels have no such tracepoint */
/* unavailable workqueue.create - today's kernels have no such tracepoint */
/* unavailable workqueue.destroy - today's kernels have no such tracepoint */
/* unavailable tcp.disconnect - needs a probe on the kernel function tcp_disconnect */
/* unavailable tcp.disconnect.return - needs a probe on the return of the kernel function tcp_disconnect */
/* unavailable tcp.setsockopt - needs a probe on the kernel function tcp_setsockopt */
/* unavailable tcp.setsockopt.return - needs a probe on the return of the kernel function tcp_setsockopt */
/* unavailable tcp.receive - needs a probe on the kernel function tcp_v4_rcv */
/* unavailable udp.disconnect - needs a probe on the kernel function udp_disconnect */
/* unavailable udp.disconnect.return - needs a probe on the return of the kernel function udp_disconnect */
/* unavailable socket.sendmsg - needs a probe on the kernel function sock_sendmsg; socket.send reports it when it is complete */
/* unavailable socket.recvmsg - needs a probe on the kernel function sock_recvmsg; socket.receive reports it when it is complete */
/* unavailable socket.close - needs a probe on the kernel function sock_release */
/* unavailable socket.close.return - needs a probe on the return of the kernel function sock_release */
/* unavailable socket.read_iter - needs a probe on the kernel function sock_read_iter */
/* unavailable socket.write_iter - needs a probe on the kernel function sock_write_iter */
/* unavailable socket.readv - needs a probe on the kernel function sock_readv */
/* unavailable socket.writev - needs a probe on the kernel function sock_writev */
/* unavailable socket.aio_read - needs a probe on the kernel function sock_aio_read */
/* unavailable socket.aio_write - needs a probe on the kernel function sock_aio_write */
/* unavailable netdev.change_mtu - needs a probe on the kernel function dev_set_mtu */
/* unavailable netdev.open - needs a probe on the kernel function dev_open */
/* unavailable netdev.close - needs a probe on the kernel function dev_close */
/* unavailable netdev.change_rx_flag - needs a probe on the kernel function dev_change_rx_flags */
/* unavailable netdev.set_promiscuity - needs a probe on the kernel function dev_set_promiscuity */
/* unavailable netdev.ioctl - needs a probe on the kernel function dev_ioctl */
/* unavailable netdev.register - needs a probe on the kernel function register_netdevice */
/* unavailable netdev.unregister - needs a probe on the kernel function unregister_netdev */
/* unavailable netdev.get_stats - needs a probe on the kernel function dev_get_stats */
/* unavailable netdev.change_mac - needs a probe on the kernel function dev_set_mac_address */
/* unavailable tty.open - needs a probe on the kernel function tty_open */
/* unavailable tty.release - needs a probe on the kernel function tty_release */
/* unavailable tty.resize - needs a probe on the kernel function tty_do_resize */
/* unavailable tty.ioctl - needs a probe on the kernel function tty_ioctl */
/* unavailable tty.init - needs a probe on the kernel function tty_init */
/* unavailable tty.register - needs a probe on the kernel function tty_register_device */
/* unavailable tty.unregister - needs a probe on the kernel function tty_unregister_device */
/* unavailable tty.poll - needs a probe on the kernel function tty_poll */
/* unavailable tty.receive - needs a probe on the kernel function n_tty_receive_buf */
/* unavailable tty.write - needs a probe on the kernel function tty_write */
/* unavailable tty.read - needs a probe on the kernel function tty_read */
