// Interrupts, what is put off until later, and the kernel's workers.

/* probe irq_handler.entry - the handler of an interrupt begins
 *
 * irq             number of the interrupt
 * dev_name        name of the device
 * dev_id          what the driver knows the device by
 * handler         address of the handler
 * flags           flags of the interrupt
 * flags_str       the same in hexadecimal
 * action          address of the irqaction
 * next_irqaction  address of the next one of a shared interrupt
 * dir             its folder in /proc/irq
 * thread_fn       address of the function of its thread
 * thread          address of the task_struct of its thread
 * thread_flags, thread_mask  of its thread
 * name            "irq_handler"
 */
probe irq_handler.entry = _irq_handler.entry_trace !, _irq_handler.entry_event
{
}

probe _irq_handler.entry_trace = kernel.trace("irq_handler_entry")
{
  name = "irq_handler"
  irq = $irq
  dev_name = kernel_string($action->name)
  dev_id = $action->dev_id
  handler = $action->handler
  flags = $action->flags
  flags_str = sprintf("0x%x", $action->flags)
  action = $action
  next_irqaction = $action->next
  dir = $action->dir
  thread_fn = $action->thread_fn
  thread = $action->thread
  thread_flags = $action->thread_flags
  thread_mask = $action->thread_mask
}

probe _irq_handler.entry_event = kernel.tracepoint("irq:irq_handler_entry")
{
  name = "irq_handler"
  irq = $irq
  dev_name = $name
}

/* probe irq_handler.exit - the handler of an interrupt is done
 *
 * irq             number of the interrupt
 * ret             1 where the device had sent it
 * dev_name        name of the device
 * dev_id          what the driver knows the device by
 * handler         address of the handler
 * flags           flags of the interrupt
 * flags_str       the same in hexadecimal
 * action          address of the irqaction
 * next_irqaction  address of the next one of a shared interrupt
 * dir             its folder in /proc/irq
 * thread_fn       address of the function of its thread
 * thread          address of the task_struct of its thread
 * thread_flags, thread_mask  of its thread
 * name            "irq_handler"
 */
probe irq_handler.exit = _irq_handler.exit_trace !, _irq_handler.exit_event
{
}

probe _irq_handler.exit_trace = kernel.trace("irq_handler_exit")
{
  name = "irq_handler"
  irq = $irq
  ret = $ret
  dev_name = kernel_string($action->name)
  dev_id = $action->dev_id
  handler = $action->handler
  flags = $action->flags
  flags_str = sprintf("0x%x", $action->flags)
  action = $action
  next_irqaction = $action->next
  dir = $action->dir
  thread_fn = $action->thread_fn
  thread = $action->thread
  thread_flags = $action->thread_flags
  thread_mask = $action->thread_mask
}

probe _irq_handler.exit_event = kernel.tracepoint("irq:irq_handler_exit")
{
  name = "irq_handler"
  irq = $irq
  ret = $ret
}

/* probe softirq.entry - work that interrupts put off begins
 *
 * vec_nr    which kind: 0 to 9
 * vec_name  its name: "TIMER"
 * name      "softirq"
 */
probe softirq.entry = kernel.trace("softirq_entry") !, kernel.tracepoint("irq:softirq_entry")
{
  name = "softirq"
  vec_nr = @choose_defined($vec_nr, $vec)
  vec_name = _softirq_name(@choose_defined($vec_nr, $vec))
}

/* probe softirq.exit - work that interrupts put off is done
 *
 * vec_nr    which kind: 0 to 9
 * vec_name  its name: "TIMER"
 * name      "softirq"
 */
probe softirq.exit = kernel.trace("softirq_exit") !, kernel.tracepoint("irq:softirq_exit")
{
  name = "softirq"
  vec_nr = @choose_defined($vec_nr, $vec)
  vec_name = _softirq_name(@choose_defined($vec_nr, $vec))
}

/* probe workqueue.insert - work is given to the kernel's workers
 *
 * wq_thread  0: workers are shared
 * wq_name    name of the queue
 * work       address of the work_struct
 * work_func  address of its function
 * name       "workqueue.insert"
 */
probe workqueue.insert = kernel.trace("workqueue_queue_work") !, kernel.tracepoint("workqueue:workqueue_queue_work")
{
  name = "workqueue.insert"
  wq_thread = 0
  wq_name = @choose_defined($pwq->wq->name, $workqueue)
  work = $work
  work_func = @choose_defined($work->func, $function)
}

/* probe workqueue.execution - a worker of the kernel begins a piece of work; it is the current thread
 *
 * wq_thread  address of the worker's task_struct
 * work       address of the work_struct
 * work_func  address of its function
 * name       "workqueue.execution"
 */
probe workqueue.execution = _workqueue.execution_trace !, _workqueue.execution_event
{
}

probe _workqueue.execution_trace = kernel.trace("workqueue_execute_start")
{
  name = "workqueue.execution"
  wq_thread = task_current()
  work = $work
  work_func = $work->func
}

probe _workqueue.execution_event = kernel.tracepoint("workqueue:workqueue_execute_start")
{
  name = "workqueue.execution"
  work = $work
  work_func = $function
}

// The names in the kernel's `softirq_to_name`, as /proc/softirqs shows them.
function _softirq_name:string(number:long)
{
  return number < 5
    ? number == 0 ? "HI" : number == 1 ? "TIMER" : number == 2 ? "NET_TX" : number == 3 ? "NET_RX" : "BLOCK"
    : number == 5 ? "IRQ_POLL" : number == 6 ? "TASKLET" : number == 7 ? "SCHED" : number == 8 ? "HRTIMER" : "RCU"
}
