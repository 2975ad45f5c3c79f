/** One yes-or-no choice on a line of its own, where a legend would say nothing more. */
export const Tick = ({ name, label, checked = false }: { name: string; label: string; checked?: boolean }) => (
  <div class="kern-form-check">
    <input id={`tick${name}`} class="kern-form-check__checkbox" type="checkbox" name={name} data-label={label} defaultChecked={checked} />
    <label class="kern-label" for={`tick${name}`}>
      {label}
    </label>
  </div>
);
